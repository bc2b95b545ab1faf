/** Runs a program on Node where ActiveMQ can be reached; resolves with what it wrote. */
export type RunOnNode = (program: string, ...args: string[]) => Promise<string>;

/** What the user with this login (`USER:PASSWORD`) may do at the ActiveMQ under this host name, over STOMP. */
export async function allowedAtActiveMq(
  run: RunOnNode,
  host: string,
  login: string,
): Promise<readonly string[]> {
  const report = JSON.stringify({
    vehicle: 'Least Rights',
    lat: -29.9,
    long: -71.25,
    time: new Date().toISOString(),
  });
  return (await run(attempts, host, login, report)).split('\n').filter((line) => line !== '');
}

/** Prints the names of those that are answered by a receipt. It takes no message: no selector matches. */
const attempts = `
  const [host, login, report] = process.argv.slice(1);
  const [user, passcode] = login.split(':');
  const send = (destination, body) => 'SEND\\ndestination:' + destination + '\\nreceipt:r\\n\\n' + body + '\\0';
  const take = (destination) =>
    'SUBSCRIBE\\nid:s\\nselector:1=2\\ndestination:' + destination + '\\nreceipt:r\\n\\n\\0';
  const all = {
    'publish a report': send('/queue/positionQueue', report),
    'publish a dead letter': send('/queue/positionQueue.dead', '{}'),
    'publish live positions': send('/topic/positions.live', '[]'),
    'publish elsewhere': send('/queue/others', '{}'),
    'take reports': take('/queue/positionQueue'),
    'take dead letters': take('/queue/positionQueue.dead'),
    'follow the live feed': take('/topic/positions.live'),
    'take others': take('/queue/others'),
  };
  const connect = 'CONNECT\\naccept-version:1.2\\nhost:localhost\\nlogin:' + user + '\\npasscode:' + passcode + '\\n\\n\\0';
  const isAllowed = (frame) =>
    new Promise((resolve, reject) => {
      const socket = require('node:net').connect(61613, host, () => socket.write(connect));
      let said = '';
      socket.setTimeout(20_000, () => socket.destroy(new Error('no answer to ' + frame)));
      socket.on('error', reject).on('data', (data) => {
        said += data;
        if (said.startsWith('CONNECTED') && frame) { socket.write(frame); frame = ''; }
        const answer = /(?:^|\\n)(RECEIPT|ERROR)\\n/.exec(said)?.[1];
        if (answer) { resolve(answer === 'RECEIPT'); socket.destroy(); }
      });
    });
  (async () => {
    for (const [name, frame] of Object.entries(all)) if (await isAllowed(frame)) console.log(name);
  })();
`;
