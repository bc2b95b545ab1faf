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
  'session.log-out': '로그아웃',
  'session.log-out-all': '모든 곳에서 로그아웃',
};
