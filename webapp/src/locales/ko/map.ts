/** The map and its buttons. */
export const koMap: Readonly<Record<string, string>> = {
  'map.title': '차량 지도',
  'map.zoom-in': '확대',
  'map.zoom-out': '축소',
  'map.scale': '축척: {$length}',
  'map.fit': '전체 차량 보기',
  'map.online': '온라인 도로 지도',
  'map.online-title': '인터넷의 도로 지도(OpenFreeMap)',
  'crowd.title': '한 지점에 차량 {$count}대',
  'crowd.close': '목록 닫기',
  'map.failed': '이 브라우저에서는 지도를 그릴 수 없습니다',
  'map.failed-why': 'WebGL 2가 꺼져 있거나 없습니다. 목록은 그대로 사용할 수 있습니다.',
};
