/** Colours that vehicles are told apart by. */
export const koColours: Readonly<Record<string, string>> = {
  'colours.red': '빨강',
  'colours.orange': '주황',
  'colours.olive': '올리브색',
  'colours.green': '초록',
  'colours.teal': '청록',
  'colours.blue': '파랑',
  'colours.violet': '보라',
  'colours.pink': '분홍',
  'colours.brown': '갈색',
  'colours.grey': '회색',
};
