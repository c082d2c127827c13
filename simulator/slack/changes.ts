/** Something on somebody's screen changed. */
export type Change =
  | { readonly kind: 'message'; readonly conversationId: string; readonly ts: string }
  | { readonly kind: 'view'; readonly userId: string }
  | { readonly kind: 'people' }
  | { readonly kind: 'request'; readonly requestId: string }
  | { readonly kind: 'call'; readonly callId: string };
