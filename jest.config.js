export default {
  projects: ['<rootDir>/jest.node.config.js', '<rootDir>/webapp/jest.config.mjs'],
  // One test restarts the broker, where it is told how: no other may use it meanwhile.
  maxWorkers: process.env.AMQP_RESTART ? 1 : '100%',
};
