/** What the URL of a broker can begin with: known to those who connect, and to those who read settings. */
export const brokerSchemes = ['amqp:', 'amqps:', 'stomp:', 'stomps:', 'memory:'] as const;
