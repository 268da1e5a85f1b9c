# The customer's pages in Japanese.
#
# What every text may use stands in the English file. Polite form. Japanese does not count by forms of words: where
# English has its own text for one, so has [1] here. What a date follows ends in a colon, since the date cannot come
# before it.

## Around every page

language-name = 日本語
language-switch = 言語
header-asks = { $tenant } が次のサイトへのログインをお願いしています
header-asked = { $tenant } のためのログイン先:
unnamed-tenant = リンクの送信元の会社
unnamed-source = ログイン先のサイト
error-prefix = エラー:
page-title = { $title } – { $source }
test-banner = これはテスト用のログインです。本物のパスワードは入力しないでください。
test-values = このテストで使う値
test-values-more = ほか{ $count }件
source-says = { $source } からのメッセージ:
source-open = { $host } を開く
source-shortened = { $source } のメッセージが長いため、ここでは残りを省略しました。
picture = { $source } の画像
assurance = { $source } に渡し、ログインが終わると削除します。{ $tenant } には表示されません。
assurance-choice = 選んだ内容を { $source } に渡します。{ $tenant } には表示されません。
foot-runs = このページの運営: { $operator }
foot-runs-for = このページは { $operator } が { $tenant } のために運営しています。
foot-privacy = プライバシー
foot-help = ヘルプ
offline = オフラインです。接続が戻りしだい、このページは自動で続きます。

## Dates: the month is put into the date

date-and-time = { $year }年{ $month }{ $day }日 { $time } UTC
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

## Begin

begin-title = { $source } にログイン
begin-purpose = { $tenant } は次のことのためにログインを必要としています:
begin-purpose-unnamed = { $tenant } はアカウントをつなぐためにログインを必要としています。
begin-private = 入力した内容は { $source } に渡し、ログインが終わると削除します。パスワードが { $tenant } に表示されることはありません。
begin-phone = 電話を手元にご用意ください。{ $source } からコードが届くことがあります。
begin-until = このリンクの有効期限:
begin-again = すでに始めています。前回の続きから進められます。
begin-outdated = 同意された後に、行われる内容が変わりました。もう一度ご確認ください。
begin-asked = アカウントで作業中です。{ $source } から、ご本人だけが答えられる質問があります。ここで続けてください。
plan-title = アカウントで行われること
plan-invoices = 請求書を読み取ります。
plan-documents = 書類を読み取ります。
plan-transactions = 取引履歴を読み取ります。
plan-subscriptions = ご契約の内容を読み取ります。
plan-pages = アカウントのページを読み取ります。
plan-files = アカウントのファイルをダウンロードします。
plan-no-change = 何も変更されません。
plan-changes = 次のことが変更されます:
begin-continue = 続ける
begin-doubt = 本物かどうか心配ですか?
begin-doubt-check = 先に { $tenant } にお問い合わせください。このリンクが届いたメッセージの連絡先ではなく、すでにご存じの電話番号や住所をお使いください。
begin-doubt-own = { $host } でご自分で手続きすることもできます。「続ける」を選んでログインするまで、アカウントには何も起こりません。

## Every prompt

prompt-submit = 続ける
prompt-back = 戻る
prompt-cancel = ログインをやめる
prompt-lost-title = もう一度お答えください
prompt-lost = 前回の回答が届いたかどうかは分かりません。二重に送られてはいません。
prompt-returned-title = { $kind ->
    [magic_link] 新しいリンクを使ってください
    [qr_scan] 新しい画像を読み取ってください
    [push_approval] 新しい要求を承認してください
   *[other] 新しいコードを使ってください
}
prompt-returned = 離れている間に { $source } がログインを終了しました。入力済みの内容でもう一度ログインしました。それより前に届いたものは使えません。
prompt-check = 次の欄をお確かめください
prompt-look = 完了しました
prompt-look-again = もう一度確認する
prompt-resend = もう一度送る
prompt-resend-link = 新しいリンクを送る
prompt-resend-picture = 新しい画像を表示
prompt-watching = 操作をお待ちしています。このページは自動で進みます。
prompt-tries-left = { $count ->
    [1] あと1回試せます。間違えた場合は、{ $source } がアカウントをロックしないよう、いったん中止します。
   *[other] あと { $count } 回試せます。
}
prompt-expires = { $source } の受付期限:
prompt-expired = 時間が過ぎました。もう一度送信を依頼してください。
prompt-deadline = このログインの受付期限:
prompt-deadline-soon = 残り2分を切りました。このログインの受付期限:
prompt-extended = 新しい期限:
prompt-extend = 時間を延ばす
shown-number = 表示された番号
shown-challenge = カードリーダーに入力してください
choice-recommended = おすすめ
prompt-alternatives = ほかの方法
prompt-credentials-title = { $source } にログイン
prompt-credentials-intro = { $host } と同じログイン情報をお使いください。
prompt-identifier-title = { $source } のユーザー名を入力してください
prompt-identifier-intro = { $host } で使うものと同じです。
prompt-password-title = { $source } のパスワードを入力してください
prompt-password-intro = { $host } で使うものと同じです。
prompt-password-who = ログインするユーザー:
prompt-password-back = 別のユーザー名を使う
prompt-one_time_code-title = コードを入力してください
prompt-one_time_code-intro = { $source } がご本人かどうかを確認しています。
prompt-mfa_method-title = { $source } の本人確認をどの方法で行いますか?
prompt-mfa_method-intro = { $source } では次の方法が選べます。
prompt-destination-title = コードをどこで受け取りますか?
prompt-destination-intro = { $source } からコードが届きます。
prompt-security_question-title = { $count ->
   *[other] 秘密の質問に答えてください
}
prompt-security_question-intro = { $count ->
   *[other] 以前に { $source } で選んだ質問です。
}
prompt-phone-title = 電話番号を入力してください
prompt-phone-intro = { $source } がコードを送るために使います。
prompt-email-title = メールアドレスを入力してください
prompt-email-intro = { $source } がコードを送るために使います。
prompt-push_approval-title = 電話でログインを承認してください
prompt-push_approval-intro = { $source } がお使いの端末に確認を送りました。ご本人であれば、端末で承認してください。
prompt-push_approval-number-title = 電話でこの番号を選んでください
prompt-push_approval-number-intro = { $source } がお使いの端末に確認を送りました。端末で開き、下の番号を選んでください。
prompt-confirm-title = { $source } からの質問
prompt-confirm-intro = 内容を読んで選んでください。
prompt-account_choice-title = どのアカウントを使いますか?
prompt-account_choice-intro = { $source } に複数のアカウントがあります。
prompt-form-title = { $source } に必要な情報
prompt-form-intro = { $host } からの質問を、そのままの言葉で表示しています。
prompt-magic_link-title = 届いたリンクを開いてください
prompt-magic_link-intro = { $source } がリンクを送りました。どの端末で開いてもかまいません。コピーしてここに貼り付けることもできます。
prompt-captcha-title = 画像の文字を入力してください
prompt-captcha-intro = { $source } が、操作しているのが人かどうかを確認しています。
prompt-image_choice-title = ご自分の画像を選んでください
prompt-image_choice-intro = 以前に { $source } で選んだ画像です。
prompt-question_choice-title = どの質問に答えますか?
prompt-question_choice-intro = { $source } では質問を選べます。
prompt-partial_secret-title = 一部の文字を入力してください
prompt-partial_secret-intro = { $source } が、ご本人だけが知っている言葉の一部の文字を求めています。全部は決して入力しないでください。
prompt-challenge_response-title = カードリーダーをお使いください
prompt-challenge_response-intro = 下の数字をカードリーダーに入力してください。次に、表示されたものをここに入力してください。
prompt-qr_scan-title = この画像を電話で読み取ってください
prompt-qr_scan-intro = { $source } のアプリを開いて画像を読み取ってください。その電話でこのページを見ている場合は、ほかの方法をお使いください。
prompt-new_password-title = { $source } の新しいパスワードを決めてください
prompt-new_password-intro = { $source } がパスワードの変更を求めています。ほかで使っていないものにして、ご自分で保管してください。当サービスは保管しません。
prompt-sso-title = 所属する組織からログインします
prompt-sso-intro = { $source } は、所属する組織のログイン画面に進むよう求めています。このページでは安全に行えません。
prompt-passkey-title = ここではパスキーを使えません
prompt-passkey-intro = { $source } がパスキーを求めています。パスキーは { $host } でしか使えません。だからこそ安全です。
prompt-source_hold-title = { $source } がお待ちくださいと言っています
prompt-source_hold-intro = 何もする必要はありません。このページを開いたままにするか、あとで戻ってきてください。
prompt-source_hold-until = 次に進める時刻:

## Codes, by how they arrive

code-sms-title = SMSで届いたコードを入力してください
code-sms-intro = { $source } から電話に届きます。1分ほどかかることがあります。
code-call-title = 電話で聞いたコードを入力してください
code-call-intro = { $source } から電話があり、コードを読み上げます。
code-email-title = メールで届いたコードを入力してください
code-email-intro = { $source } から届きます。迷惑メールのフォルダーもご覧ください。
code-authenticator-title = 認証アプリのコードを入力してください
code-authenticator-intro = アプリを開き、{ $source } を探してください。
code-app-title = { $source } のアプリのコードを入力してください
code-app-intro = 電話でアプリを開いてください。コードが表示されます。
code-push-title = 端末に届いたメッセージのコードを入力してください
code-push-intro = { $source } がお使いの端末にメッセージを送りました。開くとコードが見られます。
code-token-title = セキュリティ機器のコードを入力してください
code-token-intro = 機器のボタンを押すか、専用のアプリを開いてください。表示されたコードを入力してください。
code-backup-title = バックアップコードを入力してください
code-backup-intro = { $source } のために保存したコードのうち、1つをお使いください。
code-hint-digits = { $length ->
   *[other] 数字{ $length }桁
}
code-hint-characters = { $length ->
   *[other] 英数字{ $length }文字
}
code-resend = 新しいコードを送る
code-resend-wait = { $seconds ->
   *[other] あと { $seconds } 秒で新しいコードを依頼できます。
}
code-resent = { $source } に新しいコードを依頼しました。いちばん新しいものをお使いください。

## Fields

field-identifier = ユーザー名またはメールアドレス
field-password = パスワード
field-code = コード
field-answer = 答え
field-phone = 電話番号
field-phone-hint = 海外の番号は国番号から入力してください。例: +44 20 7946 0000
field-email = メールアドレス
field-choice = 選択肢
field-other = 答え
field-character = 文字
field-captcha = 文字
field-new-password = 新しいパスワード
field-new-password-again = 新しいパスワード(もう一度)
field-link = リンク(ここに貼り付ける場合)
field-choose = 選んでください
field-optional = なければ空のままにしてください
secret-show = 表示
secret-hide = 隠す
secret-show-label = 表示: { $label }
secret-hide-label = 隠す: { $label }

## What is wrong with a field

problem-missing = { $field ->
    [identifier] ユーザー名またはメールアドレスを入力してください
    [password] パスワードを入力してください
    [code] コードを入力してください
    [phone] 電話番号を入力してください
    [email] メールアドレスを入力してください
    [choice] 選択肢から1つ選んでください
    [captcha] 画像の文字を入力してください
    [password_again] 新しいパスワードをもう一度入力してください
    [answer] 質問に答えてください: { $label }
   *[other] この欄に入力してください: { $label }
}
problem-too-long = 長すぎます。余分なものが貼り付けられていないかお確かめください。
problem-not-offered = この選択肢はもう選べません。別のものを選んでください。
problem-not-a-code = { $length ->
    [0] コードではないようです。確かめて、もう一度入力してください。
   *[other] コードは{ $alphabet ->
        [letters] 英数字{ $length }文字
       *[digits] 数字{ $length }桁
    }です。確かめて、もう一度入力してください。
}
problem-not-a-phone = 電話番号ではないようです。数字をお確かめください。
problem-not-an-email = メールアドレスではないようです。@ が必要です。

problem-not-a-link = 届いたリンクではないようです。https:// で始まり、長いこともあります。
problem-not-a-date = 日付ではないようです。年、月、日を書いてください。例: 2026-03-31
problem-not-the-same = 2つのパスワードが同じではありません。もう一度入力してください。

## Waiting

waiting-opening-title = { $source } を開いています
waiting-opening = ログインページを読み込んでいます。ふつうは数秒で終わります。
waiting-checking-title = { $source } が確認しています
waiting-checking = 入力した内容を渡しました。ふつうは数秒で終わります。
waiting-slow = いつもより時間がかかっています。操作は必要ありません。
waiting-source-slow = 現在 { $source } の応答が遅くなっており、1〜2分かかることがあります。操作は必要ありません。
waiting-stay = このページを開いたままにしてください。
waiting-refresh = 進まないときは、もう一度確認

## Done and receipt

done-title = ログインできました
done-source = { $source } がログインを受け付けました。
done-next = あとは { $tenant } が進めます。待つ必要はありません。このページは閉じてかまいません。
done-follows = 処理を進めています。終わるとこのページでお知らせします。
receipt-title = すべて完了しました
receipt-what = { $source } へのログインが済み、{ $tenant } は必要なものをすべて受け取りました。
receipt-at = 完了日時:
receipt-at-time = 完了時刻:
receipt-next = ほかにすることはありません。このページは閉じてかまいません。
doing-opening = アカウントのページを開いています
doing-invoices = 請求書を読み取っています
doing-documents = 書類を読み取っています
doing-transactions = 取引履歴を読み取っています
doing-subscriptions = ご契約の内容を読み取っています
doing-pages = アカウントのページを読み取っています
doing-files = アカウントのファイルをダウンロードしています
doing-waiting = { $source } の応答を待っています
doing-filling = フォームに入力しています
doing-sending = フォームを送信しています
doing-working = アカウントで作業しています
progress-label = 進み具合
progress-step = { $steps } ステップ中の { $step }
deeds-title = アカウントで行われたこと
deeds-pages = 読み取ったページ
deeds-files = 取得したファイル
deeds-writes = 送信した変更
way-back = { $tenant } に戻る

## Failed, expired and the rest

failed-next = できること
failed-again = もう一度試す
expired-ask = 新しいリンクを依頼する
expired-asked = このリンクを送った会社にお知らせしました。ログインがまだ必要な場合は、新しいリンクが届きます。
elsewhere-restart = ここで最初から始める
elsewhere-no-link-next = もう一方のブラウザーに戻るか、届いたリンクをこのブラウザーで開いてください。
elsewhere-restart-note = 別のブラウザーでのログインは終了します。
not-found-title = このリンクは使えません
not-found-what = アドレスの一部が欠けているようです。
not-found-next = 届いたリンクをもう一度開くか、全体をコピーしてください。それでも開けないときは、送信元の会社に新しいリンクを依頼してください。
error-internal-title = こちらで問題が起きました
error-internal-what = 申し訳ありません。入力した内容が原因ではありません。
error-internal-next = 少し待ってから、届いたリンクをもう一度開いてください。
error-cookie-title = ブラウザーにCookieが保存されませんでした
error-cookie-what = 同じ方が続けていることを知るために、Cookieが1つ必要です。ほかの目的には使いません。
error-cookie-next = このサイトのCookieを許可するか、プライベートモードを終了してから、届いたリンクをもう一度開いてください。
error-busy-title = 短い時間に何度も試されました
error-busy-what = アカウントを守るため、少しの間休止します。
error-busy-next = 1分待ってから、届いたリンクをもう一度開いてください。
error-form-title = このフォームは受け付けられませんでした
error-form-what = お使いのブラウザーで開いた当サービスのページから送られたものではないため、どこにも渡していません。
error-form-next = 届いたリンクをもう一度開き、そこから続けてください。
error-request = お問い合わせの際は、次の番号をお伝えください:

## Refusals: title, what happened, what to do next

refusal-link_not_found-title = このリンクは使えません
refusal-link_not_found-what = このリンクは確認できません。一部が欠けているようです。
refusal-link_not_found-next = 届いたリンクをもう一度開くか、{ $tenant } に新しいリンクを依頼してください。

refusal-link_expired-title = このリンクは期限切れです
refusal-link_expired-what = 安全のため、リンクが使えるのは一定の期間だけです。
refusal-link_expired-next = ログインするには、{ $tenant } に新しいリンクを依頼してください。

refusal-link_revoked-title = このリンクは必要なくなりました
refusal-link_revoked-what = { $tenant } が取り消しました。アカウントには何も起こりません。
refusal-link_revoked-next = 間違いだと思われる場合は、{ $tenant } に新しいリンクを依頼してください。

refusal-link_completed-title = すでに完了しています
refusal-link_completed-what = このリンクでのログインはすでに行われました。
refusal-link_completed-next = ほかにすることはありません。心当たりがない場合は、{ $tenant } にお知らせください。

refusal-flow_timed_out-title = ログインに時間がかかりすぎました
refusal-flow_timed_out-what = アカウントを守るため、終了しました。
refusal-flow_timed_out-next = 数分の時間があるときに、もう一度始めてください。

refusal-flow_elsewhere-title = 別のブラウザーでログインの途中です
refusal-flow_elsewhere-what = このリンクが別のブラウザーまたは別の端末で開かれました。安全のため、ログインの続きはそちらでのみ行えます。
refusal-flow_elsewhere-next = そのブラウザーに戻るか、ここで最初から始めてください。

refusal-cancelled_by_customer-title = ログインをやめました
refusal-cancelled_by_customer-what = 終了しました。{ $tenant } には何も渡していません。
refusal-cancelled_by_customer-next = このページは閉じてかまいません。気が変わったら、もう一度試してください。

refusal-flow_interrupted-title = ログインが中断されました
refusal-flow_interrupted-what = こちらの接続が切れました。二重に送られたものはありません。
refusal-flow_interrupted-next = もう一度始めてください。お手数をおかけして申し訳ありません。

refusal-invalid_credentials-title = ユーザー名とパスワードが一致しません
refusal-invalid_credentials-what = このユーザー名とパスワードの組み合わせは { $source } にありません。
refusal-invalid_credentials-next = もう一度試すか、{ $host } でパスワードを再設定してください。

refusal-invalid_identifier-title = このユーザー名は使えませんでした
refusal-invalid_identifier-what = { $source } で受け付けられませんでした。
refusal-invalid_identifier-next = 確かめて、もう一度入力してください。

refusal-missing_credentials-title = 足りないものがあります
refusal-missing_credentials-what = { $source } では、このページのすべての欄が必要です。
refusal-missing_credentials-next = すべての欄に入力して進んでください。

refusal-invalid_tenant-title = この組織は使えませんでした
refusal-invalid_tenant-what = 入力した組織またはお客様番号は { $source } にありません。
refusal-invalid_tenant-next = 請求書や手紙などで確かめて、もう一度入力してください。

refusal-wrong_login_method-title = このアカウントは別の方法でログインします
refusal-wrong_login_method-what = { $source } では、このアカウントにパスワードを使えません。
refusal-wrong_login_method-next = 表示されている別の方法か、別のアカウントをお使いください。

refusal-login_attempts_exceeded-title = 試した回数が多すぎます
refusal-login_attempts_exceeded-what = { $source } がアカウントをロックする前に中止しました。
refusal-login_attempts_exceeded-next = しばらく待ち、{ $host } でパスワードを確かめてください。そのあと、ここでもう一度試してください。

refusal-credentials_expired-title = パスワードの変更が必要です
refusal-credentials_expired-what = ログインの前に、{ $source } が新しいパスワードを求めています。
refusal-credentials_expired-next = { $host } で変更してください。そのあと、ここに戻ってもう一度試してください。

refusal-credentials_managed_by_organisation-title = このアカウントは所属する組織が管理しています
refusal-credentials_managed_by_organisation-what = { $source } には、所属する組織を通してのみログインできます。
refusal-credentials_managed_by_organisation-next = アカウントの担当者に問い合わせるか、別のアカウントをお使いください。

refusal-account_locked-title = アカウントがロックされています
refusal-account_locked-what = { $source } が一時的にロックしました。入力した内容は正しいかもしれません。
refusal-account_locked-next = { $host } でロックを解除するか、そのサポートに問い合わせてください。そのあと、ここに戻ってもう一度試してください。

refusal-account_disabled-title = アカウントは現在利用できません
refusal-account_disabled-what = { $source } では、このアカウントでログインできません。
refusal-account_disabled-next = { $source } のサポートに問い合わせてください。使えるようになったら、ここに戻ってもう一度試してください。

refusal-account_not_found-title = アカウントが見つかりませんでした
refusal-account_not_found-what = 入力した内容のアカウントは { $source } にありません。
refusal-account_not_found-next = つづりを確かめるか、別のユーザー名やメールアドレスをお使いください。

refusal-account_setup_incomplete-title = アカウントの設定がまだ終わっていません
refusal-account_setup_incomplete-what = { $source } には、まだいくつかの情報が必要です。
refusal-account_setup_incomplete-next = { $host } にログインして設定を終えてください。そのあと、ここに戻ってもう一度試してください。

refusal-user_action_required-title = 先に { $source } での手続きが必要です
refusal-user_action_required-what = 新しい規約への同意や連絡先の確認を求められているようです。これはご本人だけが行うものです。
refusal-user_action_required-next = { $host } にログインし、案内に従ってください。そのあと、ここに戻ってもう一度試してください。

refusal-already_signed_in_elsewhere-title = 別の場所でログイン中です
refusal-already_signed_in_elsewhere-what = { $source } では、同時に1か所でしかログインできません。
refusal-already_signed_in_elsewhere-next = そちらでログアウトしてから、ここで続けてください。

refusal-mfa_code_invalid-title = { $kind ->
    [magic_link] このリンクは使えませんでした
   *[other] このコードは使えませんでした
}
refusal-mfa_code_invalid-what = { $kind ->
    [magic_link] { $source } がリンクを受け付けませんでした。
   *[other] { $source } がコードを受け付けませんでした。
}
refusal-mfa_code_invalid-next = { $kind ->
    [magic_link] 最新のものを使ってください。
   *[other] 最新のものを入力してください。
}

refusal-mfa_code_expired-title = { $kind ->
    [magic_link] このリンクは期限切れです
   *[other] このコードは期限切れです
}
refusal-mfa_code_expired-what = { $kind ->
    [magic_link] リンクは短い時間だけ有効です。
   *[other] コードは短い時間だけ有効です。
}
refusal-mfa_code_expired-next = { $kind ->
    [magic_link] 新しいリンクを取り寄せて、それを使ってください。
   *[other] 新しいコードを取り寄せて、それを入力してください。
}

refusal-mfa_timed_out-title = コードが間に合いませんでした
refusal-mfa_timed_out-what = { $source } がコードの受付を終えました。
refusal-mfa_timed_out-next = 電話やアプリを用意して、もう一度試してください。

refusal-mfa_attempts_exceeded-title = コードを試した回数が多すぎます
refusal-mfa_attempts_exceeded-what = { $source } は今のところ、これ以上コードを受け付けません。
refusal-mfa_attempts_exceeded-next = しばらく待ってから、新しいコードでもう一度試してください。

refusal-mfa_delivery_failed-title = コードを送れませんでした
refusal-mfa_delivery_failed-what = { $source } はこの方法では連絡できませんでした。
refusal-mfa_delivery_failed-next = もう一度試すか、ほかの方法があれば選んでください。

refusal-mfa_resend_too_soon-title = 新しいコードを依頼するにはまだ早すぎます
refusal-mfa_resend_too_soon-what = { $source } では、次のコードまで少し待つ必要があります。
refusal-mfa_resend_too_soon-next = 手元のコードを使うか、少ししてからもう一度依頼してください。

refusal-mfa_method_unsupported-title = この方法はここでは使えません
refusal-mfa_method_unsupported-what = この種類の確認は取り次げません。
refusal-mfa_method_unsupported-next = ほかの方法を選んでください。

refusal-mfa_not_configured-title = アカウントに2つ目の確認が必要です
refusal-mfa_not_configured-what = ログインの前に、{ $source } がコードの設定を求めています。
refusal-mfa_not_configured-next = { $host } で設定してください。そのあと、ここに戻ってもう一度試してください。

refusal-push_denied-title = ログインが拒否されました
refusal-push_denied-what = 電話またはアプリで「いいえ」と回答されました。
refusal-push_denied-next = 間違って押した場合は、もう一度試してください。心当たりがない場合は、{ $source } にお知らせください。

refusal-push_timed_out-title = 時間内に承認されませんでした
refusal-push_timed_out-what = { $source } は電話またはアプリでの承認を待っていました。
refusal-push_timed_out-next = 電話を用意して、もう一度試してください。

refusal-security_answer_wrong-title = 答えが一致しません
refusal-security_answer_wrong-what = { $source } に登録された答えと違います。
refusal-security_answer_wrong-next = つづりを確かめて、もう一度入力してください。

refusal-answer_refused-title = この答えは使えませんでした
refusal-answer_refused-what = { $source } で受け付けられませんでした。
refusal-answer_refused-next = 確かめて、もう一度試してください。

refusal-captcha_failed-title = 文字が一致しません
refusal-captcha_failed-what = { $source } で受け付けられませんでした。
refusal-captcha_failed-next = 新しい画像で、もう一度試してください。

refusal-source_unavailable-title = { $source } が応答していません
refusal-source_unavailable-what = サイトから返事がありませんでした。
refusal-source_unavailable-next = 数分待ってから、もう一度試してください。

refusal-source_maintenance-title = { $source } はメンテナンス中です
refusal-source_maintenance-what = サイトの作業が行われています。
refusal-source_maintenance-next = あとで、同じリンクからもう一度試してください。

refusal-source_error-title = { $source } で問題が起きました
refusal-source_error-what = サイトがログインを完了できませんでした。
refusal-source_error-next = 数分待ってから、もう一度試してください。

refusal-source_changed-title = { $source } が予想外のページを表示しました
refusal-source_changed-what = 知らないページにはお客様の情報を入力しないため、中止しました。
refusal-source_changed-next = あとでもう一度試してください。こちらで調べています。

refusal-source_blocked_us-title = { $source } に接続を断られました
refusal-source_blocked_us-what = サイトが当サービスからの接続を断りました。お客様のアカウントとは関係ありません。
refusal-source_blocked_us-next = あとで、同じリンクからもう一度試してください。

refusal-source_rate_limited-title = { $source } が混み合っています
refusal-source_rate_limited-what = サイトから、間隔を空けるように求められています。
refusal-source_rate_limited-next = 数分待ってから、もう一度試してください。

refusal-source_not_supported-title = ここではログインできません
refusal-source_not_supported-what = { $source } が求めるものは取り次げません。
refusal-source_not_supported-next = 何もする必要はありません。{ $tenant } が一緒に別の方法を探します。

refusal-consent_declined-title = 同意されませんでした
refusal-consent_declined-what = 続けるには { $source } への同意が必要です。何も変更されていません。
refusal-consent_declined-next = このページは閉じてかまいません。気が変わったら、もう一度試してください。
refusal-consent_outdated-title = 行われる内容が変わりました
refusal-consent_outdated-what = ログインの途中で、{ $tenant } がアカウントで行う内容を変更しました。そのため中止しました。何も読み取られず、変更もされていません。
refusal-consent_outdated-next = これから行われる内容を確認し、同意される場合はもう一度ログインしてください。

refusal-workflow_failed-title = ログインはできましたが、その後の処理に失敗しました
refusal-workflow_failed-what = { $source } にはログインしましたが、{ $tenant } が求めたことを完了できませんでした。
refusal-workflow_failed-next = もう一度試してください。また失敗したら、{ $tenant } にお知らせください。

refusal-internal-title = こちらで問題が起きました
refusal-internal-what = 申し訳ありません。入力した内容が原因ではありません。
refusal-internal-next = 少し待ってから、もう一度試してください。

## { $app } 自体にログインするためのページ

id-promote-title = ご自分のアカウントにする
id-promote-intro = ゲストとして行ったことはすべて残ります。メールアドレスがあれば、どの端末からでも続けられます。
id-create-title = アカウントを作る
id-create-intro = { $app } へのログインに使います。まずメールアドレスにコードをお送りします。
id-reset-title = 新しいパスワード
id-reset-intro = アカウントのメールアドレスにコードをお送りします。そのあと、新しいパスワードを決めていただきます。
id-verify-intro = { $email } に6桁のコードをお送りしました。10分間使えます。迷惑メールのフォルダーもご覧ください。
id-code-wrong = { $count ->
   *[other] コードが違います。あと { $count } 回試せます。
}
id-code-malformed = コードは6桁の数字です。確かめて、もう一度入力してください。
id-code-over = このコードはもう使えません。新しいコードを依頼してください。
id-password-title = パスワードを決める
id-password-intro = 今後は、これで { $app } にログインします。
id-password-keep = 最後の手順です。ゲストとして行ったことはすべて残り、今後はこのパスワードでログインします。
id-password-hint = 8文字以上。ご自分だけが思いつく言葉をいくつか並べるとよいでしょう。
id-password-too-short = 8文字以上にしてください。
id-password-too-long = このパスワードは長すぎます。短くしてください。
id-password-too-easy = このパスワードは推測されやすいものです。言葉をいくつか並べるなどして、長くしてください。
id-signin-title = { $app } にログイン
id-signin = ログイン
id-wrong-title = メールアドレスとパスワードが合いません
id-wrong-next = 両方をお確かめください。パスワードが分からないときは、新しくできます。
id-owner-title = お持ちのアカウントにログイン
id-owner-intro = このアドレスには以前のアカウントがあります。ゲストとして行ったことをどう扱うかは { $app } が決めます。
id-taken-title = このメールアドレスにはすでにアカウントがあります
id-taken-promote = ゲストのままで、何も変わっていません。{ $email } 以外のアドレスを使うか、戻ってそのアドレスで { $app } にログインしてください。
id-taken-merge = ゲストのままで、何も変わっていません。{ $email } のアカウントにログインするか、別のアドレスを使えます。
id-taken-create = { $email } でログインできます。パスワードが分からないときは、新しくできます。
id-unknown-title = このメールアドレスのアカウントはありません
id-unknown-what = 登録したのが { $email } かどうかをお確かめになるか、アカウントを作ってください。
id-signin-instead = このアカウントにログインする
id-other-address = 別のアドレスを使う
id-to-create = アカウントを作る
id-to-signin = アカウントを持っている
id-to-reset = パスワードが分からない
id-cancel = やめて { $app } に戻る
id-mfa-title = もう一つ確認します
id-mfa-intro = 認証アプリに表示されているコードを入力してください。アプリが手元にないときは、リカバリーコードも使えます。
id-mfa-field = アプリのコードまたはリカバリーコード
id-mfa-wrong = コードが違うか、すでに使われています。次のコードを待って入力してください。
id-mfa-paused = 間違いが多すぎます。しばらく待ってからもう一度お試しください。
id-mfa-malformed = アプリのコードは6桁の数字です。リカバリーコードは16文字の英数字です。
id-mfa-back = 別のアカウントでログインする
id-signout-title = ログアウトしますか
id-signout-what = このブラウザと、ここから開いたアプリケーションからログアウトします。
id-signout = ログアウト
id-signout-stay = ログアウトしない場合は、このページを閉じてください。
id-account-title = アカウント
id-account-how = ログインの方法
id-account-password = パスワードを変更する
id-account-second-set-up = 認証アプリを追加する
id-account-second-change = 2段階目の確認を変更する
id-account-second-off = スマートフォンの認証アプリを使うと、パスワードだけでは誰もログインできません。
id-account-second-on = { $count ->
   *[other] 2段階目の確認はオンです。リカバリーコードは残り { $count } 個です。
}
id-account-places = ログイン中の場所
id-account-this = このブラウザ
id-account-browser = { $system } の { $browser }
id-account-application = { $app }(単独)
id-account-unknown = 別のブラウザ
id-account-used = 最後の利用:
id-account-end = ここをログアウト
id-account-end-others = ほかのすべてをログアウト
id-account-done-password-changed = パスワードを変更しました。ほかの場所ではログアウトしました。
id-account-done-second-factor-on = 2段階目の確認がオンになりました。次のログインからアプリが必要です。
id-account-done-second-factor-off = 2段階目の確認がオフになりました。パスワードだけでログインできます。
id-account-done-signed-out-there = ログアウトしました。
id-to-account = アカウントに戻る
id-change-intro = ほかの場所ではログアウトします。
id-change-current = 現在のパスワード
id-change-wrong = 現在のパスワードと違います。
id-save = 保存
id-app-title = 認証アプリを追加する
id-app-scan = スマートフォンの認証アプリでこの画像を読み取ってください。アプリは30秒ごとに新しいコードを表示します。
id-app-picture = 認証アプリ用の画像。キーは下に書かれています
id-app-type = または、このキーをアプリに入力してください:
id-app-open = この端末のアプリで開く
id-app-code = アプリに表示されたコード
id-app-wrong = コードが合いません。端末の時刻を確認し、最新のコードを入力してください。
id-app-on = オンにする
id-recovery-title = リカバリーコードを保管してください
id-recovery-what = スマートフォンをなくしたとき、それぞれのコードで一度ずつログインできます。印刷するか、書き留めて安全な場所に保管してください。
id-recovery-once = 表示されるのは今回だけです。新しいコードはいつでも発行でき、そのとき今のコードは無効になります。
id-recovery-kept = 保管しました
id-second-intro = 変更するには、アプリのコードまたはリカバリーコードを入力してください。
id-second-new-codes = 新しいリカバリーコードを発行する
id-second-off = 2段階目の確認をオフにする
id-passkey-signin = パスキーでログインする
id-passkey-failed = うまくいきませんでした。もう一度試すか、パスワードでログインしてください。
id-passkey-refused = このパスキーは登録されていません。パスワードでログインしてください。
id-account-passkeys = パスキー
id-account-passkey-none = パスキーを使うと、指紋、顔、または端末のPINでログインできます。
id-account-passkey-added-at = 追加:
id-account-passkey-remove = 削除する
id-account-done-passkey-added = パスキーを追加しました。これからはパスキーでログインできます。
id-account-done-passkey-removed = パスキーを削除しました。もうこのパスキーではログインできません。
id-account-keys = 指紋または顔でのログイン
id-account-keys-what = 次の端末では、アプリから指紋または顔でログインできます。
id-account-key-unknown = 端末
id-account-done-key-removed = 削除しました。その端末では、もう指紋や顔でログインできません。
id-passkey-add = パスキーを追加する
id-passkey-intro = パスキーを使うと、指紋、顔、または端末のPINでログインできます。推測されることがなく、入力も不要です。
id-passkey-make = この端末を追加する
id-passkey-instead = 代わりにパスキーを使う
id-passkey-not-added = うまくいかず、何も追加されていません。もう一度お試しください。
id-passkey-scripts = パスキーにはJavaScriptが必要です。ブラウザで有効にして、このページを読み込み直してください。
id-done-title = ログインしました
id-done-next = このページを閉じて { $app } に戻れます。
id-signed-out-title = ログアウトしました
id-signed-out-next = このページは閉じてかまいません。
id-trouble-promotion-over-title = このページはもう使えません
id-trouble-promotion-over-what = 短い間に一度だけ使えます。失われたものはありません。
id-trouble-promotion-over-next = アプリに戻り、そこからやり直してください。
id-trouble-guests-off-title = ゲストは利用できません
id-trouble-guests-off-what = { $tenant } は現在ゲストを受け付けていません。
id-trouble-guests-off-next = アプリに戻り、そこでログインしてください。
id-trouble-unknown-client-title = このアプリを知りません
id-trouble-unknown-client-what = ここに来たアドレスが正しくありません。何も起きていません。
id-trouble-unknown-client-next = アプリに戻ってください。また起きたら { $tenant } にお知らせください。
id-trouble-flow-over-title = このログインは終わっています
id-trouble-flow-over-what = 時間がかかりすぎたか、別のブラウザーで始められました。
id-trouble-flow-over-next = アプリに戻り、そこからやり直してください。
id-trouble-too-often-title = 短い時間に何度も試されました
id-trouble-too-often-what = アカウントを守るため、少しの間休止します。何も変わっていません。
id-trouble-too-often-next = 1分待ってから前のページに戻り、もう一度お試しください。

## メール

id-mail-subject = { $app } のコードは { $code } です
id-mail-account = { $app } で、どなたか(おそらくあなた)がこのメールアドレスを入力しました。
id-mail-reset = { $app } で、どなたか(おそらくあなた)が新しいパスワードを決めようとしています。
id-mail-code = コードはこちらです。
id-mail-life = 10分間使えます。コードを依頼したページだけに入力してください。{ $tenant } の者がお尋ねすることは決してありません。
id-mail-not-you = お心当たりがなければ、何もする必要はありません。
