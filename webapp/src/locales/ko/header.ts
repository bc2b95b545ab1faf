/** The line at the top, and what it says of the connection. */
export const koHeader: Readonly<Record<string, string>> = {
  'header.title': '차량 관제',
  'header.release': '릴리스 {$release}',
  'header.prototype': '시제품, 릴리스 {$release}',
  'header.skip': '차량 목록으로 건너뛰기',
  'header.connecting': '연결 중…',
  'header.live': '실시간',
  'header.past': '과거',
  'header.past-and': '과거 · {$state}',
  'header.stale': '차량 정보 지연',
  'header.lost': '연결 끊김',
  'header.lost-since': '{$time}부터, 다시 연결하는 중',
  'header.stale-since': '{$time}부터, 추적 서비스가 응답하지 않습니다',
  'header.one-vehicle': '차량 1대',
  'header.vehicles': '차량 {$count}대',
  'header.delay': '지연 {$seconds}초',
  'header.delay-hint': '차량이 보낸 뒤 이 화면에 표시되기까지 걸린 시간',
};
