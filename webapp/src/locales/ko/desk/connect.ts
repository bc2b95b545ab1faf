/** Connecting a phone or a tracker with a vehicle. */
export const koConnect: Readonly<Record<string, string>> = {
  'connect.apps': '보고할 기기',
  'connect.choose':
    '무엇으로 위치를 보고할지 고르세요. 휴대전화 앱 하나면 충분하며, 모두 무료입니다.',
  'connect.program': '직접 만든 프로그램',
  'connect.code': '{$app} 코드',
  'connect.link': '앱을 설정하는 링크',
  'connect.secret':
    '여기에 든 키는 지금 한 번만 표시됩니다. 키를 가진 사람은 누구나 이 차량으로 보고할 수 있습니다.',
  'connect.no-port':
    '이 서버는 Teltonika 단말기를 받지 않습니다. 전용 포트가 꺼져 있습니다. 서버 관리자가 TELTONIKA_PORT(보통 5027)를 설정하고 다시 시작해야 합니다.',
  'connect.server': '서버',
  'connect.port': '포트',
  'connect.imei': '단말기의 IMEI, 15자리 숫자',
  'connect.save-imei': 'IMEI 저장',
  'connect.imei-saved': '이제 {$imei}의 보고는 이 차량의 것입니다.',
  'connect.steps-traccar':
    'Traccar Client에서 QR 기호를 눌러 이 코드를 스캔한 뒤 서비스를 켜세요. 또는 글자를 “Server URL”에 입력하세요.',
  'connect.steps-owntracks':
    '휴대전화 카메라로 이 코드를 스캔하면 OwnTracks가 열리고 설정을 가져올지 묻습니다. 또는 HTTP 모드를 고르고 글자를 “URL”에 입력하세요.',
  'connect.steps-overland':
    '휴대전화 카메라로 이 코드를 스캔하면 Overland가 열립니다. 또는 글자를 “Receiver Endpoint URL”에 입력하세요.',
  'connect.steps-gpslogger':
    'GPSLogger에서 “Log to custom URL”을 켜고 글자를 “URL”에 붙여 넣으세요. 휴대전화 카메라가 이 코드에서 글자를 읽습니다.',
  'connect.steps-osmand':
    'OsmAnd에서 “Trip recording”, “Online tracking”을 열고 글자를 “Web address”에 붙여 넣으세요. 휴대전화 카메라가 이 코드에서 글자를 읽습니다.',
  'connect.steps-teltonika':
    'Teltonika Configurator에서 “GPRS”를 열고 “Server Settings” 아래에 서버와 포트를 입력한 뒤 TCP와 Codec 8 또는 8 Extended를 고르세요.',
  'connect.steps-program':
    'curl이 있는 곳이면 어디서나 이 줄로 지금 시각의 위치를 한 번 보고합니다.',
  'connect.waiting': '첫 보고를 기다리는 중…',
  'connect.first': '첫 보고: {$age} 전',
  'connect.first-accurate': '첫 보고: 정확도 {$accuracy}, {$age} 전',
  'connect.wrong-key': '알 수 없는 키로 보고하는 기기가 있습니다. 여기 표시된 주소로 설정하세요.',
  'connect.unknown-device':
    '어느 차량에도 없는 번호의 기기가 보고하고 있습니다. 여기에 저장한 IMEI와 비교하세요.',
  'connect.clock': '기기의 시계가 틀립니다. 날짜와 시간을 자동으로 설정하세요.',
  'connect.no-place':
    '기기가 위치 없이 보고합니다. 하늘이 보이는 곳에 두고 앱의 위치 사용을 허용하세요.',
  'connect.network-location':
    '기기가 자신의 위치가 아니라 통신망의 위치만 보고합니다. 정확한 위치를 허용하세요.',
  'connect.unknown-format':
    '알려진 앱의 보고가 아닌 것이 왔습니다. 주소를 여기 표시된 것과 비교하세요.',
  'connect.invalid': '읽을 수 없는 보고가 왔습니다.',
};
