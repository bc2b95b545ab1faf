/** Runs a command where MongoDB runs; resolves with what it wrote to its standard output. */
export type RunBesideDatabase = (...command: string[]) => Promise<string>;

/**
 * What somebody with this login (`USER:PASSWORD@`, or nothing) may do in MongoDB, in the database of the login and
 * in those of others; undefined where nobody is known by it.
 */
export async function allowedInDatabase(
  run: RunBesideDatabase,
  login: string,
  loginDatabase: string,
): Promise<readonly string[] | undefined> {
  const url = `mongodb://${login}127.0.0.1:27017/${loginDatabase}`;
  const given = `const [url, ownDatabase] = ${JSON.stringify([url, loginDatabase])};`;
  // mongosh keeps its log in its home folder.
  const shell = ['env', 'HOME=/tmp', 'mongosh', '--quiet', '--norc', '--nodb', '--eval'];
  const said = await run(...shell, `${given}${attempts}`);
  const answer: unknown = JSON.parse(said.slice(said.lastIndexOf('\n') + 1));
  if (answer === null) return undefined;
  if (!Array.isArray(answer)) throw new Error(`MongoDB's shell said: ${said}`);
  return answer.map(String);
}

/** Prints the names of those that are allowed, as JSON in one line. Leaves nothing behind. */
const attempts = `
  const login = () => {
    try {
      const database = connect(url);
      database.runCommand({ ping: 1 });
      return database;
    } catch (error) {
      if (/Authentication failed/.test(error.message)) return undefined;
      throw error;
    }
  };
  const client = login();
  const own = client && client.getSiblingDB(ownDatabase);
  const other = client && client.getSiblingDB(ownDatabase === 'fleetman' ? 'fleetman_registry' : 'fleetman');
  const all = {
    'write': () => own.rights.insertOne({ time: new Date() }),
    'read': () => own.rights.find().toArray(),
    'make an index': () => own.rights.createIndex({ time: 1 }, { expireAfterSeconds: 60 }),
    'change how long it is kept': () =>
      own.runCommand({ collMod: 'rights', index: { keyPattern: { time: 1 }, expireAfterSeconds: 90 } }),
    'remove': () => own.rights.drop(),
    'drop the database': () => own.dropDatabase(),
    'write to others': () => other.rights.insertOne({ a: 1 }),
    'read others': () => other.rights.find().toArray(),
    'read the users': () => client.getSiblingDB('admin').system.users.find().toArray(),
    'make a user': () => own.createUser({ user: 'intruder', pwd: 'intruder', roles: ['dbOwner'] }),
    'make an administrator': () =>
      client.getSiblingDB('admin').createUser({ user: 'intruder', pwd: 'intruder', roles: ['root'] }),
    'read the settings': () => client.getSiblingDB('admin').runCommand({ getCmdLineOpts: 1 }),
  };
  const isAllowed = (attempt) => {
    try {
      const answer = attempt();
      return answer === undefined || answer.ok !== 0;
    } catch (error) {
      if (/not authorized|requires authentication/i.test(error.message)) return false;
      throw error;
    }
  };
  const allowed = client && Object.keys(all).filter((name) => isAllowed(all[name]));
  print('\\n' + JSON.stringify(allowed ?? null));
`;
