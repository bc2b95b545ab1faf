/** The keys of the page. */
export const koKeys: Readonly<Record<string, string>> = {
  'keys.title': '키보드 단축키',
  'keys.close': '닫기',
  'keys.space': '스페이스',
  'keys.search': '차량 검색',
  'keys.list': '차량 목록으로 이동, 화살표로 이동하고 Enter로 선택',
  'keys.follow': '선택한 차량 따라가기 또는 중지',
  'keys.history': '선택한 차량의 운행 기록 열기 또는 닫기',
  'keys.play': '과거 재생 또는 일시 정지',
  'keys.now': '지금으로 돌아가기',
  'keys.closer': '확대',
  'keys.farther': '축소',
  'keys.leave': '마지막에 연 것 닫기',
  'keys.help': '이 단축키 보기',
};
