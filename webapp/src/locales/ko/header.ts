/** The line at the top, and what it says of the connection. */
export const koHeader: Readonly<Record<string, string>> = {
  'header.title': '차량 관제',
};
