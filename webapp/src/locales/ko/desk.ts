/** What lies over the map: parts that all its pages share. */
export const koDesk: Readonly<Record<string, string>> = {
  'desk.menu': '차량과 사용자',
  'desk.copy': '복사',
  'desk.copy-what': '복사: {$what}',
  'desk.copied': '복사했습니다',
  'desk.not-copied': '이 브라우저에서는 복사할 수 없습니다. 글자를 직접 선택하세요.',
};
