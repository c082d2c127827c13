/** What an adapter needs to trust requests and to speak; `app` fills it from the environment and the store. */
export interface SlackCredentials {
  /** All signing secrets that may have signed a request; more than one while a secret is being changed. */
  signingSecrets(): readonly string[];
  /** Bot token of a team; undefined where the team is not connected. */
  botToken(workspace: string): Promise<string | undefined>;
}

export interface FeishuApp {
  readonly appId: string;
  readonly appSecret: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
}

export interface FeishuCredentials {
  /** All connected apps; a request without an app id in its address is tried against the only one. */
  apps(): readonly FeishuApp[];
  app(appId: string): FeishuApp | undefined;
}
