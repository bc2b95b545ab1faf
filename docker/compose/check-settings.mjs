/**
 * Refuses settings with which a set must not face the Internet; compose.production.yaml starts nothing else
 * before this has said yes. Names each wrong variable, and shows no secret.
 */
const plain = 'letters, digits, - and _ only, as it becomes a part of a URL';
/** Of the five users of the queue: if two share one, either may do what the other may. */
const queuePasswords = [
  'QUEUE_PASSWORD',
  'QUEUE_PASSWORD_SIMULATOR',
  'QUEUE_PASSWORD_RECEIVER',
  'QUEUE_PASSWORD_TRACKER',
  'QUEUE_PASSWORD_GATEWAY',
];
/** Of the two users of the database. */
const databasePasswords = ['MONGODB_PASSWORD', 'MONGODB_PASSWORD_REGISTRY'];
const rules = [
  ...[...queuePasswords, ...databasePasswords].map((name) => secret(name, 16)),
  secret('SESSION_SECRET', 32),
  {
    name: 'DOMAIN',
    isGood: (value) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value),
    expected: 'the name in the address of the page, like fleet.example.org: no https://, no port',
  },
  {
    name: 'CERTIFICATE',
    isGood: (value) => ['automatic', 'internal'].includes(value),
    expected: 'automatic or internal',
  },
  {
    name: 'LOGIN',
    isGood: (value) => ['password', 'oidc'].includes(value),
    expected: 'password or oidc: without a login everybody who reaches the page sees the fleet',
  },
];

function secret(name, length) {
  return {
    name,
    isGood: (value) =>
      value.length >= length && /^[\w-]+$/.test(value) && !value.includes('fleetman-development'),
    expected: `a secret of your own, ${length} characters or more (openssl rand -hex 24), ${plain}`,
  };
}

const wrong = rules.filter(({ name, isGood }) => !isGood(process.env[name] ?? ''));
for (const [what, names] of [
  ['queue', queuePasswords],
  ['database', databasePasswords],
]) {
  for (const name of names) {
    const others = names.filter((other) => other !== name);
    if (!others.some((other) => process.env[other] === process.env[name])) continue;
    wrong.push({ name, expected: `another secret than the other passwords of the ${what} have` });
  }
}
for (const { name, expected } of wrong) console.error(`${name}: expected ${expected}`);
if (wrong.length > 0) {
  console.error('Nothing was started. Set these in the file .env, see .env.example.');
  process.exit(1);
}
console.log('The settings are good for production.');
