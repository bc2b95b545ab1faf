/** A server or service of the stack that faults are done to. Each step resolves when it is done. */
export interface Part {
  readonly name: string;
  /** Starts it, and resolves when it listens. */
  start(): Promise<void>;
  /** By SIGKILL. It does not come back by itself, but for a service, which is started anew at once. */
  kill(): Promise<void>;
  /** By SIGTERM, as a cluster asks it to leave. */
  stop(): Promise<void>;
  /** By SIGSTOP: it answers nothing, and its connections stay open. */
  freeze(): void;
  /** By SIGCONT. */
  thaw(): void;
}
