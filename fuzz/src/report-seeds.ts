const time = () => new Date(Date.now() - 60_000).toISOString();

/** Bodies of messages: good ones, spellings of devices, and bad ones that were met. */
export function reportSeeds(): readonly Buffer[] {
  const report = { vehicle: 'Fuzzed', lat: -29.9, lng: -71.25, time: time() };
  const texts = [
    JSON.stringify(report),
    JSON.stringify({
      ...report,
      speed: 12.5,
      heading: 270,
      accuracy: 4,
      altitude: 12,
      battery: 50,
      ignition: 1,
    }),
    JSON.stringify([report, { ...report, vehicle: 'Other' }]),
    `{"vehicle":"City Truck","lat":"-29.90453","longitude":"-71.24894","timestamp":"${time()}","speed":""}`,
    JSON.stringify({ id: 42, lat: 1, lon: 2, tst: Math.round(Date.now() / 1_000) - 60 }),
    JSON.stringify({ ...report, heading: -1, speed: null, accuracy: 'x' }),
    JSON.stringify({ ...report, lat: `${'1'.repeat(20_000)}x` }),
    JSON.stringify({ ...report, time: '9'.repeat(20_000) }),
    JSON.stringify({
      ...report,
      attributes: { satellites: 9, door: true, driver: 'Ana', cells: [1] },
    }),
    JSON.stringify({ ...report, attributes: '{"satellites":9}' }),
    `{"vehicle":"Fuzzed","lat":1,"lng":2,"time":"${time()}","attributes":{${'"a":1,'.repeat(5_000)}"b":2}}`,
    `[${'0,'.repeat(998)}0]`,
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    '{"__proto__":{"vehicle":"x"},"lat":1}',
    ...['', '[]', '[]\u0000', 'null', '{', '"', '\u0000', '\ufeff{}', '1e999'],
  ];
  return texts.map((text) => Buffer.from(text));
}
