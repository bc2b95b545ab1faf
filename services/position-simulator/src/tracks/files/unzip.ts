import { inflateRawSync } from 'node:zlib';

/** One file of an archive. */
export interface ZipEntry {
  /** With its folders. */
  readonly name: string;
  /**
   * Unpacks it.
   *
   * @throws Error where it is damaged, encrypted, packed in an unusual way or larger than `mostBytes`.
   */
  read(mostBytes: number): Uint8Array;
}

/** As in the application note 6.3.10 of PKWARE, 4.3.16, 4.3.12 and 4.3.7. */
const signatures = { end: 0x06054b50, entry: 0x02014b50, file: 0x04034b50 } as const;

const endLength = 22;
const entryLength = 46;
const fileLength = 30;

/** The comment at the end of an archive is at most this long. */
const longestComment = 0xffff;

const isEncrypted = 1;
const methods = { stored: 0, deflated: 8 } as const;

/**
 * The files of a zip archive, folders left out. Nothing is unpacked before it is asked for.
 *
 * @throws Error where it is no whole archive, or holds more than `mostEntries`.
 */
export function listZip(archive: Buffer, mostEntries: number): readonly ZipEntry[] {
  const end = endOf(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count > mostEntries) {
    throw new Error(`an archive of ${count} files given, expected at most ${mostEntries}`);
  }
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (!hasSignature(archive, at, signatures.entry, entryLength)) throw damaged();
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + entryLength, at + entryLength + nameLength);
    if (!name.endsWith('/')) entries.push(entryAt(archive, at, name));
    at += entryLength + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function damaged(): Error {
  return new Error('a damaged or cut off archive given, expected a whole zip');
}

function hasSignature(archive: Buffer, at: number, signature: number, length: number): boolean {
  return at + length <= archive.length && archive.readUInt32LE(at) === signature;
}

/** The directory's end, which stands at the end of the archive but for a comment. */
function endOf(archive: Buffer): number {
  const least = Math.max(0, archive.length - endLength - longestComment);
  for (let at = archive.length - endLength; at >= least; at--) {
    if (archive.readUInt32LE(at) === signatures.end) return at;
  }
  throw damaged();
}

function entryAt(archive: Buffer, at: number, name: string): ZipEntry {
  const [flags, method] = [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10)];
  const [packed, start] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)];
  return {
    name,
    read(mostBytes) {
      if (flags & isEncrypted) throw new Error('an encrypted file given, expected one that is not');
      const content = contentAt(archive, start, packed);
      if (method === methods.deflated) return inflate(content, mostBytes);
      if (method !== methods.stored) {
        throw new Error(`a file packed by method ${method} given, expected "deflate"`);
      }
      if (content.length > mostBytes) throw tooLarge(mostBytes);
      return content;
    },
  };
}

function contentAt(archive: Buffer, at: number, packed: number): Buffer {
  if (!hasSignature(archive, at, signatures.file, fileLength)) throw damaged();
  const from = at + fileLength + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  if (from + packed > archive.length) throw damaged();
  return archive.subarray(from, from + packed);
}

function inflate(content: Buffer, mostBytes: number): Buffer {
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (error) {
    throw unpackingProblem(error, mostBytes);
  }
}

/** Says of an error of zlib what it means for the file. */
export function unpackingProblem(error: unknown, mostBytes: number): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(mostBytes);
  return new Error(`a damaged packed file given (${message})`);
}

function tooLarge(mostBytes: number): Error {
  return new Error(`a file that unpacks to more than ${mostBytes} bytes given, which is the limit`);
}
