/** What lies over the map: parts that all its pages share. */
export const koDesk: Readonly<Record<string, string>> = {
  'desk.menu': '차량과 사용자',
  'desk.own-end': '직접 고른 날짜와 시간까지…',
  'desk.until': '종료 시간',
  'desk.bad-end': '지금부터 1년 안의 시간을 고르세요.',
  'desk.copy': '복사',
  'desk.copy-what': '복사: {$what}',
  'desk.copied': '복사했습니다',
  'desk.not-copied': '이 브라우저에서는 복사할 수 없습니다. 글자를 직접 선택하세요.',
};
