import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from '@playwright/test';
import { test } from './test.ts';
import { statusOf } from './when-live.ts';

/** What a server says to the first words of a client. */
async function firstWords(url: string, ours: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  try {
    socket.setTimeout(15_000, () => socket.destroy(new Error(`${url} says nothing`)));
    socket.write(ours, 'latin1');
    const [theirs] = (await once(socket, 'data')) as [Buffer];
    return theirs.toString('latin1');
  } finally {
    socket.destroy();
  }
}

/** The beginning of an OpenWire client: length, type (WireFormatInfo), magic word, version, no properties. */
const openWireGreeting = '\0\0\0\x0e\x01ActiveMQ\0\0\0\x01\0';

const stompGreeting = 'CONNECT\naccept-version:1.2\nhost:localhost\n\n\0';

test('is an ActiveMQ as the lessons have it, locked down, that stops cleanly', async ({
  sandbox,
}) => {
  // Java takes its time where it has little of a processor.
  test.setTimeout(240_000);
  const container = await sandbox.start('queue');
  const console = `${await container.url(8161)}/admin/queues.jsp`;
  const admin = { Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` };

  await expect.poll(() => statusOf(console), { timeout: 180_000 }).toBe(401);
  const page = await fetch(console, { headers: admin });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Number Of Pending Messages');
  const courses = await container.url(61616);
  expect(await firstWords(courses, openWireGreeting)).toContain('ActiveMQ');
  expect(await firstWords(courses, stompGreeting)).toMatch(/^CONNECTED\n/);
  expect(await firstWords(await container.url(61613), stompGreeting)).toMatch(/^CONNECTED\n/);
  expect((await container.execute('id', '-u')).stdout.trim()).toBe('1000');

  const { seconds, code } = await container.stop();
  expect(seconds).toBeLessThan(20);
  // What Java makes of a SIGTERM that it has heard, after it has closed its journal.
  expect(code).toBe(143);
  expect((await container.log()).join('\n')).toMatch(/is shutdown/);
});
