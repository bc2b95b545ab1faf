import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { isTrackFile, isUnknownFile } from './track-endings.ts';

/** What is deeper is passed over and said so. */
const deepest = 8;

const mostFiles = 10_000;

/** The files of a folder and its subfolders, as paths from it on with `/`. */
export interface FoundFiles {
  /** In the order of their paths; hidden files and folders are left out. */
  readonly files: readonly string[];
  /** Files of an unknown kind, folders that are too deep, links to folders. */
  readonly passedOver: readonly string[];
}

/**
 * Looks for track files.
 *
 * @throws the error of the file system where the folder itself cannot be read, and Error where it holds too much.
 */
export function findFiles(folder: string): FoundFiles {
  const found = { files: [] as string[], passedOver: [] as string[] };
  look(folder, '', found);
  return { files: found.files.sort(), passedOver: found.passedOver.sort() };
}

interface Found {
  readonly files: string[];
  readonly passedOver: string[];
}

function look(folder: string, below: string, found: Found): void {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) lookInto(folder, path, found);
    else if (isLinkedFolder(folder, path, entry) || isUnknownFile(path))
      found.passedOver.push(path);
    else if (isTrackFile(path)) found.files.push(path);
    if (found.files.length + found.passedOver.length > mostFiles) {
      throw new Error(`more than ${mostFiles} files given`);
    }
  }
}

function lookInto(folder: string, path: string, found: Found): void {
  if (path.split('/').length > deepest) {
    found.passedOver.push(path);
    return;
  }
  try {
    look(folder, path, found);
  } catch (error) {
    // A subfolder that nobody may read, for example: the others can be.
    if (!('code' in (error as Error))) throw error;
    found.passedOver.push(path);
  }
}

/** Such a link may lead round in circles; one to a file is read as the file. */
function isLinkedFolder(folder: string, path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return false;
  return statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
}
