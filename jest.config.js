export default {
  projects: ['<rootDir>/jest.node.config.js', '<rootDir>/webapp/jest.config.mjs'],
  // Some tests restart a broker, where they are told how: no other may use it meanwhile.
  maxWorkers: process.env.AMQP_RESTART || process.env.STOMP_RESTART ? 1 : '100%',
};
