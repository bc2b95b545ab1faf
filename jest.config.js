export default {
  // How long a test may take until it counts as hanging; a busy machine is no failure.
  testTimeout: 30_000,
  projects: ['<rootDir>/jest.node.config.js', '<rootDir>/webapp/jest.config.mjs'],
  // Some tests restart a broker, where they are told how: no other may use it meanwhile.
  maxWorkers: process.env.AMQP_RESTART || process.env.STOMP_RESTART ? 1 : '100%',
};
