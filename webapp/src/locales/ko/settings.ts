/** The settings, and how numbers, times and ages are written. */
export const koSettings: Readonly<Record<string, string>> = {
  'settings.now': '방금',
  'settings.ago': '{$age} 전',
  'settings.seconds': '{$count}초',
  'settings.minutes': '{$count}분',
  'settings.hours': '{$count}시간',
  'settings.days': '{$count}일',
  'settings.north': '북',
  'settings.north-east': '북동',
  'settings.east': '동',
  'settings.south-east': '남동',
  'settings.south': '남',
  'settings.south-west': '남서',
  'settings.west': '서',
  'settings.north-west': '북서',
};
