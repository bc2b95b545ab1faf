import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { Findings } from '../findings.ts';
import { zipOf } from '../testing/zip-of.ts';
import { mostFileBytes, unpack } from './unpack.ts';

function unpacked(path: string, bytes: Buffer) {
  const findings = new Findings(path);
  const problems: string[] = [];
  const options = {
    findingsOf: () => findings,
    onProblem: (inner: string, error: unknown) => {
      problems.push(`${inner}: ${(error as Error).message}`);
    },
  };
  const files = Object.fromEntries(
    [...unpack({ path, bytes }, options)].map((file) => [
      file.path,
      Buffer.from(file.bytes).toString(),
    ]),
  );
  return { files, problems, messages: findings.messages };
}

/** Packs to a thousandth. */
const bomb = (bytes: number) => Buffer.alloc(bytes, ' ');

describe('unpack', () => {
  it('hands on what is not packed', () => {
    expect(unpacked('a.gpx', Buffer.from('<gpx/>')).files).toEqual({ 'a.gpx': '<gpx/>' });
  });

  it('unpacks gzip, whatever the file is called', () => {
    expect(unpacked('a.gpx.GZ', gzipSync('<gpx/>')).files).toEqual({ 'a.gpx.GZ': '<gpx/>' });
    expect(unpacked('a.gpx', gzipSync('<gpx/>')).files).toEqual({ 'a.gpx': '<gpx/>' });
  });

  it('unpacks the tracks of an archive, in folders and archives in it too', () => {
    const archive = zipOf({
      'a.gpx': 'a',
      'README.md': 'no track',
      LICENSE: 'no track',
      '__MACOSX/._a.gpx': 'no track',
      'more/b.kml': 'b',
      'c.gpx.gz': gzipSync('c'),
      'd.kmz': zipOf({ 'doc.kml': 'd', 'files/a.png': 'no track' }),
    });

    expect(unpacked('export.zip', archive).files).toEqual({
      'export.zip/a.gpx': 'a',
      'export.zip/more/b.kml': 'b',
      'export.zip/c.gpx.gz': 'c',
      'export.zip/d.kmz/doc.kml': 'd',
    });
  });

  it('reads a packed file as far as it goes, and says so', () => {
    const whole = gzipSync(Array.from({ length: 5_000 }, (_, i) => `${i} ${i * 7}`).join('\n'));

    const { files, messages } = unpacked('a.gpx.gz', whole.subarray(0, whole.length / 2));

    expect(files['a.gpx.gz']).toMatch(/^0 0\n1 7\n/);
    expect(messages).toEqual([expect.stringContaining('a packed file whose end is missing')]);
  });

  it('unpacks no more than the limit of a file', () => {
    const large = bomb(mostFileBytes + 1);

    expect(() => unpacked('a.gpx.gz', gzipSync(large))).toThrow(
      `a file that unpacks to more than ${mostFileBytes} bytes given`,
    );
    const { files, problems } = unpacked('a.zip', zipOf({ 'a.gpx': large, 'b.gpx': 'b' }));
    expect(files).toEqual({ 'a.zip/b.gpx': 'b' });
    expect(problems).toEqual([expect.stringContaining('a.zip/a.gpx: a file that unpacks to more')]);
  });

  it('unpacks no more of an archive than the limit of all its files', () => {
    const large = bomb(mostFileBytes);
    const names = Array.from({ length: 6 }, (_, i) => `${i}.gpx`);
    const archive = zipOf(Object.fromEntries(names.map((name) => [name, large])));

    const sizes: number[] = [];
    const problems: string[] = [];
    const options = {
      findingsOf: (path: string) => new Findings(path),
      onProblem: (path: string) => {
        problems.push(path);
      },
    };
    for (const { bytes } of unpack({ path: 'a.zip', bytes: archive }, options)) {
      sizes.push(bytes.length);
    }

    expect(sizes).toEqual(Array.from({ length: 4 }, () => mostFileBytes));
    expect(problems).toEqual(['a.zip/4.gpx', 'a.zip/5.gpx']);
  });

  it('names what it cannot unpack, and unpacks the others', () => {
    const archive = zipOf({ 'a.gpx': 'a'.repeat(100), 'b.gpx': 'b' });
    const encrypted = Buffer.from(archive);
    encrypted[encrypted.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8] = 1;

    expect(unpacked('a.zip', encrypted)).toMatchObject({
      files: { 'a.zip/b.gpx': 'b' },
      problems: ['a.zip/a.gpx: an encrypted file given, expected one that is not'],
    });
  });

  it.each([
    ['is cut off', (archive: Buffer) => archive.subarray(0, -30), 'a damaged or cut off archive'],
    ['holds no track', () => zipOf({ 'a.png': '' }), 'an archive of 1 files without a track'],
    ['holds nothing', () => zipOf({}), 'an archive of 0 files without a track'],
    [
      'is packed in itself again and again',
      (archive: Buffer) => zipOf({ 'a.zip': zipOf({ 'a.zip': zipOf({ 'a.zip': archive }) }) }),
      undefined,
    ],
  ])('refuses an archive that %s', (_case, damage, problem) => {
    const archive = damage(zipOf({ 'a.gpx': 'a' }));

    if (problem !== undefined) expect(() => unpacked('a.zip', archive)).toThrow(problem);
    else {
      expect(unpacked('a.zip', archive)).toMatchObject({
        files: {},
        problems: [expect.stringContaining('archives in archives in archives')],
      });
    }
  });

  it('refuses any bytes that call themselves an archive by an error of its own', () => {
    const archive = zipOf({ 'a.gpx': 'a'.repeat(50), 'b.gpx': 'b' });
    for (let at = 4; at < archive.length; at++) {
      const damaged = Buffer.from(archive);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      try {
        unpacked('a.zip', damaged);
      } catch (error) {
        expect((error as Error).message).toMatch(/given/);
      }
    }
  });
});
