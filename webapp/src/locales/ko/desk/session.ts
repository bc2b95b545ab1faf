/** Logging in and out. */
export const koSession: Readonly<Record<string, string>> = {
  'session.no-answer': '서버가 응답하지 않습니다.',
  'session.status': '서버가 {$status}(으)로 응답했습니다.',
  'session.log-in': '로그인',
  'session.login': '로그인 이름',
  'session.password': '비밀번호',
  'session.choose-password': '비밀번호 정하기',
  'session.set-password': '비밀번호를 정하고 로그인',
  'session.new-password': '새 비밀번호, 10자 이상',
  'session.again': '한 번 더',
  'session.not-the-same': '두 비밀번호가 서로 다릅니다.',
  'session.account': '내 계정',
  'session.old-password': '이전 비밀번호',
  'session.change-password': '비밀번호 변경',
  'session.password-changed': '비밀번호를 변경했습니다.',
  'session.expired': '시간이 너무 오래 걸렸거나 이미 끝난 로그인입니다. 다시 로그인하세요.',
  'session.provider-away': '로그인 서비스가 응답하지 않습니다. 잠시 후 다시 시도하세요.',
  'session.no-role': '계정에 Fleetman 역할이 없습니다. 계정 관리자에게 요청하세요.',
  'session.no-login-name':
    'Fleetman에서 쓸 수 있는 이름이 계정에 없습니다. 계정 관리자에게 문의하세요.',
  'session.inactive': 'Fleetman 관리자가 접근을 막았습니다.',
  'session.taken':
    '다른 사람이 같은 로그인 이름을 Fleetman에서 쓰고 있습니다. 관리자에게 그 사람을 삭제해 달라고 하세요.',
  'session.too-many': '시도가 너무 많습니다. 몇 분 후 다시 시도하세요.',
  'session.refused': '로그인 서비스가 로그인을 허용하지 않았습니다.',
  'session.log-out': '로그아웃',
  'session.log-out-all': '모든 곳에서 로그아웃',
};
