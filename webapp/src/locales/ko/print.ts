/** What is printed. */
export const koPrint: Readonly<Record<string, string>> = {
  'print.print': '인쇄',
  'print.distance': '이동 거리',
  'print.driving': '주행',
  'print.standing': '정차',
  'print.unknown': '보고 없음',
  'print.top-speed': '최고 속도',
  'print.top-speed-in': '최고 {$unit}',
  'print.drive': '주행',
  'print.stop': '정차',
  'print.gap': '보고 없음',
  'print.what': '구분',
  'print.duration': '시간',
  'print.where': '위치',
  'print.printed': '인쇄: {$time}',
};
