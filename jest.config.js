export default { projects: ['<rootDir>/jest.node.config.js', '<rootDir>/webapp/jest.config.mjs'] };
