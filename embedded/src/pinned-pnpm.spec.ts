import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const places = ['*.{md,yaml,hcl}', '{docker,k8s,docs,scripts,bench,data,.github,.ci}/**/*'];

/** Every line that calls pnpm by npx, with its file. */
function calls(): readonly { readonly file: string; readonly called: string }[] {
  const files = globSync(places, {
    cwd: root,
    withFileTypes: true,
    exclude: ['**/node_modules/**'],
  })
    .filter(
      (entry) =>
        entry.isFile() && /\.(?:md|m?js|ts|ya?ml|hcl|sh)$|file$|^[a-z-]+$/i.test(entry.name),
    )
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
  return files.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').match(/npx [^`\n]{0,20}pnpm[^\s`'"]*/g) ?? [];
    return lines.map((called) => ({ file: file.slice(root.length), called }));
  });
}

describe('pnpm by npx', () => {
  it('is called at the version that package.json pins, wherever it is written', () => {
    const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
      readonly packageManager: string;
    };
    const found = calls();

    expect(found.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md']),
    );
    expect(found.filter(({ called }) => called !== `npx --yes ${packageManager}`)).toEqual([]);
  });
});
