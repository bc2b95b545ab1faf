/** What the selected vehicle's device says of itself. */
export const koDevice: Readonly<Record<string, string>> = {
  'device.title': '단말기 정보',
  'device.alarm': '경보',
  'device.ignition': '시동',
  'device.on': '켜짐',
  'device.off': '꺼짐',
  'device.battery': '배터리',
  'device.charging': '충전 중',
  'device.unplugged': '충전 안 함',
  'device.fuel': '연료',
  'device.odometer': '주행 거리계',
  'device.altitude': '고도',
  'device.accuracy': '정확도',
  'device.more': '단말기 추가 정보',
  'device.yes': '예',
  'device.no': '아니요',
};
