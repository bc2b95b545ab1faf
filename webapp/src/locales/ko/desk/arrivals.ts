/** Who reports without being in the registry: devices that are not let in, and vehicles without a record. */
export const koArrivals: Readonly<Record<string, string>> = {
  'arrivals.some': '차량 {$count}대가 등록되지 않은 채 보고하고 있습니다',
  'arrivals.one': '차량 1대가 등록되지 않은 채 보고하고 있습니다',
  'arrivals.look': '등록하기…',
  'arrivals.title': '등록되지 않은 차량',
  'arrivals.hint':
    '이미 보고하고 있지만 등록되지 않은 차량입니다. 등록하면 이름과 그룹, 기기를 지정할 수 있으며 기록은 그대로 남습니다.',
  'arrivals.group': '지정할 그룹(선택)',
  'arrivals.all': '{$count}대 모두 등록',
  'arrivals.chosen': '고른 {$count}대 등록',
  'arrivals.taken': '이제 차량 {$count}대가 등록되었습니다.',
  'arrivals.none': '보고하는 모든 차량이 등록되어 있습니다.',
  'knocks.some': '기기 {$count}대가 접속하려다 거절되었습니다',
  'knocks.one': '기기 1대가 접속하려다 거절되었습니다',
  'knocks.look': '보기…',
  'knocks.title': '거절된 기기',
  'knocks.hint':
    '보고하려 했으나 거절된 기기입니다. 최근 것이 먼저이며, 열려 있는 동안 새로 온 것이 나타납니다.',
  'knocks.none':
    '거절된 기기가 없습니다. 설정한 기기가 여기에도 지도에도 없으면 이 서버에 닿지 않는 것입니다. 주소를 비교하고 방화벽을 확인하세요.',
  'knocks.bridge': '중계 시스템을 통해',
  'knocks.times': '{$count}번',
  'knocks.unknown-key':
    '알 수 없는 키입니다. 잘못 입력했거나 취소된 키입니다. 차량의 기기 화면에 표시된 주소로 설정하세요.',
  'knocks.no-key': '키가 없습니다. 차량의 기기 화면에 표시된 주소로 설정하세요.',
  'knocks.unknown-app': '주소에 알려진 앱이 없습니다. 차량의 기기 화면에 표시된 주소로 설정하세요.',
  'knocks.unknown-device': '이 기기를 가진 차량이 없습니다.',
  'knocks.give': '차량에 지정…',
  'knocks.give-now': '지정',
  'knocks.vehicle': '차량',
  'knocks.new-vehicle': '새 차량',
  'knocks.given': '이제 {$device} 기기는 {$name} 차량의 것입니다. 다음 보고부터 반영됩니다.',
};
