/** Why somebody whom a provider has sent back is not let in. The page has a sentence for each. */
export type RefusalReason =
  /** It took too long, was ended in another tab, or was ended before. */
  | 'expired'
  /** The provider, or our registry, does not answer. */
  | 'away'
  /** The provider says no, or what it says cannot be believed. */
  | 'refused'
  /** None of the roles that the provider names is one here. */
  | 'no-role'
  /** The provider says no name by which somebody could be known here. */
  | 'no-login'
  /** This person was made inactive here. */
  | 'inactive'
  /** Somebody else of the provider has this login. */
  | 'taken'
  | 'too-many';

/** Somebody is not let in. `message` is for the log: it holds no token and no code. */
export class LogInRefusal extends Error {
  override readonly name = 'LogInRefusal';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
