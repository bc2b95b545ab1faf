import { drivesOf, Findings } from '@fleetman/position-simulator/testing';
import type { Border } from '../border.ts';

const point = '<trkpt lat="-29.90453" lon="-71.24894"><ele>12</ele></trkpt>';
const other = '<trkpt lat="-29.91" lon="-71.25"><time>2026-11-22T12:00:00Z</time></trkpt>';
const head = '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="x"';

const files = [
  `${head} xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${point}${other}</trkseg></trk></gpx>`,
  `${head}><trk>${point}${other}</trk></gpx>`,
  `${head}><rte><rtept lat="1" lon="2"/><rtept lat="1.1" lon="2.1"/></rte></gpx>`,
  `${head}><wpt lat="1" lon="2"><name>a &nbsp; b</name></wpt></gpx>`,
  `${head}><trk><trkseg>${point}<g:x>1</g:x>${other}</trkseg>`,
  `${head}>${'<a>'.repeat(20_000)}`,
  `${head}><trkpt lat="${'1'.repeat(50_000)}x" lon="1"/></gpx>`,
  '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><gpx><trk>&d;</trk></gpx>',
  '<kml><Placemark><LineString><coordinates>1,2,3 4,5,6</coordinates></LineString></Placemark></kml>',
  '-29.90453,-71.24894\n-29.91,-71.25\n',
  `\ufeff${head}/>`,
];

/** Track files: read, or refused by an error with a sentence; never a defect of ours. */
export async function openGpx(): Promise<Border> {
  return {
    seeds: files.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]),
    take: async (input) => {
      const findings = new Findings('fuzzed.gpx');
      const drives = readDrives(input, findings);
      const places = drives.flat();
      if (!places.every(({ lat, lng }) => Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) {
        throw new Error('a place outside of the world was read');
      }
    },
    finish: async () => [],
    close: async () => undefined,
  };
}

function readDrives(bytes: Buffer, findings: Findings): ReturnType<typeof drivesOf> {
  try {
    return drivesOf({ path: 'fuzzed.gpx', bytes }, findings);
  } catch (error) {
    // A refusal is an error as such; one of JavaScript's own kinds is a defect.
    if (error instanceof Error && error.constructor === Error) return [];
    throw error;
  }
}
