/** Links to what one looks at. */
export const koLink: Readonly<Record<string, string>> = {
  'link.share': '이 화면의 링크 복사',
  'link.copied': '링크를 복사했습니다',
  'link.not-copied': '이 브라우저에서는 복사할 수 없습니다. 주소창의 주소가 이 화면의 링크입니다.',
  'link.misread': '링크에서 이해할 수 없는 부분이 있습니다: {$part}. 나머지만 표시합니다.',
  'link.dismiss': '확인',
};
