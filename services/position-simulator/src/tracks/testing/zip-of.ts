import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive with these files, for tests. */
export function zipOf(files: Readonly<Record<string, Buffer | string>>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const common = commonFields(name, Buffer.from(content));
    const local = Buffer.concat([uint32(0x04034b50), common.fields, common.name, common.packed]);
    // Made by, common fields, comment's length, disk, attributes, where the file begins.
    const entry = [uint32(0x02014b50), uint16(20), common.fields, uint16(0), uint16(0), uint16(0)];
    directory.push(...entry, uint32(0), uint32(offset), common.name);
    bodies.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const count = uint16(bodies.length);
  const end = [uint32(0x06054b50), uint16(0), uint16(0), count, count, uint32(listed.length)];
  return Buffer.concat([...bodies, listed, ...end, uint32(offset), uint16(0)]);
}

function commonFields(name: string, content: Buffer) {
  const packed = deflateRawSync(content);
  const bytes = Buffer.from(name);
  // Version, flags (UTF-8), method, time, date; then sizes and lengths.
  const fields = [20, 0x800, 8, 0, 0].map(uint16);
  fields.push(uint32(crc32(content)), uint32(packed.length), uint32(content.length));
  fields.push(uint16(bytes.length), uint16(0));
  return { fields: Buffer.concat(fields), name: bytes, packed };
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
