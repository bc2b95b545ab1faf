/** A track file that cannot be driven: `message` names the file, the line and what is wrong there. */
export class TrackError extends Error {
  override readonly name = 'TrackError';
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;

  constructor({ file, line }: { readonly file: string; readonly line: number }, problem: string) {
    super(`${file}, line ${line}: ${problem}`);
    this.file = file;
    this.line = line;
  }
}
