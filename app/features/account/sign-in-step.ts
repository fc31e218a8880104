/** Where somebody is on the way in, as the action answers it. */
export type SignInStep =
  | { at: "email"; email: string; error?: string }
  | {
      at: "code";
      email: string;
      error?: string;
      /** No mail leaves this machine: the code stands at `/dev/outbox`. */
      outbox?: boolean;
      /** A second code was asked for. */
      again?: boolean;
    };
