/** Something on somebody's screen changed. */
export type Change =
  | { readonly kind: 'message'; readonly chatId: string; readonly messageId: string }
  | { readonly kind: 'toast'; readonly openId: string }
  | { readonly kind: 'people' }
  | { readonly kind: 'request'; readonly requestId: string }
  | { readonly kind: 'call'; readonly callId: string };
