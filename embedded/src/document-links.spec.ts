import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a document says outside of its blocks of code. */
function proseOf(file: string): string {
  const parts = readFileSync(join(root, file), 'utf8').split('```');
  return parts.filter((_, index) => index % 2 === 0).join('\n');
}

/** The name by which GitHub's links reach a heading. */
function anchorOf(heading: string): string {
  const text = heading.replace(/^#+/, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

function hasAnchor(file: string, anchor: string): boolean {
  return proseOf(file)
    .split('\n')
    .some((line) => line.startsWith('#') && anchorOf(line) === anchor);
}

/** The links of a document to others of this repository that reach nothing. */
function deadLinks(file: string): string[] {
  const targets = Array.from(proseOf(file).matchAll(/\]\(([^)\s]{1,300})\)/g), ([, to = '']) => to);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = '', anchor] = target.split('#');
    const other = path === '' ? file : normalize(join(dirname(file), path));
    if (!existsSync(join(root, other))) return true;
    return anchor !== undefined && other.endsWith('.md') && !hasAnchor(other, anchor);
  });
}

describe('documents', () => {
  const documents = globSync('**/*.md', {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**', '**/test-results/**'],
  });

  it('link only to files and headings that are there', () => {
    const dead = documents.flatMap((file) => deadLinks(file).map((target) => `${file}: ${target}`));

    expect(documents).toContain('README.md');
    expect(dead).toEqual([]);
  });
});
