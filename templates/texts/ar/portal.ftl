# The customer's pages in Arabic.
#
# What every text may use stands in the English file. Modern Standard Arabic. Names that are put in have no gender:
# { $source } stands after the word for site where a verb goes with it, and { $tenant } never goes with a verb.
# {"\u2066"} to {"\u2069"} keeps what is written in digits and signs, such as a telephone number, running from left to right.

## Around every page

language-name = العربية
language-switch = اللغة
header-asks = بطلب من { $tenant }، يُرجى تسجيل الدخول إلى
header-asked = تسجيل الدخول من أجل { $tenant } إلى
unnamed-tenant = الشركة التي أرسلته
unnamed-source = الموقع الآخر
error-prefix = خطأ:
page-title = { $title } – { $source }
test-banner = هذا تسجيل دخول تجريبي. لا تكتب كلمات مرور حقيقية.
test-values = قيم لهذه التجربة
test-values-more = المزيد: { $count }
source-says = رسالة من { $source }:
source-open = فتح { $host }
source-shortened = رسالة { $source } أطول مما تتسع له هذه الصفحة. لم تُعرض بقيتها.
picture = صورة من { $source }
assurance = نمرّر هذا إلى { $source } ونحذفه عند انتهاء تسجيل الدخول. ولا يُعرض على { $tenant }.
assurance-choice = نمرّر اختيارك إلى { $source }. ولا يُعرض على { $tenant }.
foot-runs = يدير هذه الصفحة { $operator }.
foot-runs-for = يدير هذه الصفحة { $operator } من أجل { $tenant }.
foot-privacy = الخصوصية
foot-help = المساعدة
offline = أنت غير متصل بالإنترنت. ستتابع هذه الصفحة فور عودة الاتصال.

## Dates: the month is put into the date

date-and-time = { $day } { $month } { $year }، الساعة { $time } بتوقيت UTC
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

## Begin

begin-title = تسجيل الدخول إلى { $source }
begin-purpose = سبب طلب تسجيل الدخول من { $tenant }:
begin-purpose-unnamed = بطلب من { $tenant }، يُرجى تسجيل الدخول لربط حسابك.
begin-private = نمرّر ما تكتبه إلى { $source } ونحذفه عند انتهاء تسجيل الدخول. كلمة مرورك لا تُعرض على { $tenant }.
begin-phone = أبقِ هاتفك قريبًا منك. قد يصلك رمز من { $source }.
begin-until = يمكنك استخدام هذا الرابط حتى
begin-again = لقد بدأت من قبل. تابع من حيث توقفت.
begin-outdated = تغيّر ما سيتم فعله منذ موافقتك. يُرجى الاطلاع عليه مرة أخرى.
begin-asked = نحن نعمل في حسابك، ويطلب موقع { $source } شيئًا لا يمكن لأحد غيرك الإجابة عنه. تابع من هنا.
plan-title = ما الذي سيحدث في حسابك
plan-invoices = تتم قراءة فواتيرك.
plan-documents = تتم قراءة مستنداتك.
plan-transactions = تتم قراءة معاملاتك.
plan-subscriptions = تتم قراءة اشتراكاتك.
plan-pages = تتم قراءة صفحات من حسابك.
plan-files = يتم تنزيل ملفات من حسابك.
plan-no-change = لن يتم تغيير أي شيء.
plan-changes = سيتم تغيير ما يلي:
begin-continue = متابعة
begin-doubt = هل تشك في صحة هذا الطلب؟
begin-doubt-check = اسأل { $tenant } أولًا. استخدم رقم هاتف أو عنوانًا تعرفه من قبل، لا ما ورد في الرسالة التي فيها هذا الرابط.
begin-doubt-own = يمكنك أيضًا أن تفعل ذلك بنفسك على { $host }. لا يحدث شيء لحسابك حتى تختار «متابعة» وتسجّل الدخول.

## Every prompt

prompt-submit = متابعة
prompt-back = رجوع
prompt-cancel = إلغاء تسجيل الدخول
prompt-lost-title = يُرجى الإجابة مرة أخرى
prompt-lost = لا نعلم هل وصلت إجابتك الأخيرة. لم تُرسل مرتين.
prompt-returned-title = { $kind ->
    [magic_link] يُرجى استخدام الرابط الجديد
    [qr_scan] يُرجى مسح الصورة الجديدة
    [push_approval] يُرجى الموافقة على الطلب الجديد
   *[other] يُرجى استخدام الرمز الجديد
}
prompt-returned = أنهى موقع { $source } تسجيل الدخول أثناء غيابك. سجّلنا الدخول من جديد بما كتبته من قبل. ما وصلك قبل ذلك لم يعد صالحًا.
prompt-check = يُرجى مراجعة ما يلي
prompt-look = تم
prompt-look-again = انظر مرة أخرى
prompt-resend = إعادة الإرسال
prompt-resend-link = إرسال رابط جديد
prompt-resend-picture = عرض صورة جديدة
prompt-watching = في انتظارك. تتابع هذه الصفحة تلقائيًا.
prompt-tries-left = { $count ->
    [zero] لم تبقَ لديك محاولات.
    [one] بقيت محاولة واحدة. إذا أخطأت، سنتوقف قليلًا حتى لا يقفل { $source } حسابك.
    [two] بقيت لديك محاولتان.
    [few] بقيت لديك { $count } محاولات.
    [many] بقيت لديك { $count } محاولة.
   *[other] بقيت لديك { $count } محاولة.
}
prompt-expires = ينتظر موقع { $source } حتى
prompt-expired = انتهى الوقت. اطلب الإرسال من جديد.
prompt-deadline = يبقى تسجيل الدخول هذا مفتوحًا حتى
prompt-deadline-soon = بقي أقل من دقيقتين. يبقى تسجيل الدخول هذا مفتوحًا حتى
prompt-extended = لديك الآن وقت حتى
prompt-extend = أحتاج إلى وقت أطول
shown-number = رقمك
shown-challenge = اكتب هذا في قارئ البطاقات
choice-recommended = موصى به
prompt-alternatives = طرق أخرى
prompt-credentials-title = تسجيل الدخول إلى { $source }
prompt-credentials-intro = استخدم البيانات نفسها التي تستخدمها على { $host }.
prompt-identifier-title = ما اسم المستخدم لديك في { $source }؟
prompt-identifier-intro = هو نفسه المستخدم على { $host }.
prompt-password-title = أدخل كلمة مرورك في { $source }
prompt-password-intro = هي نفسها المستخدمة على { $host }.
prompt-password-who = تسجيل الدخول باسم
prompt-password-back = استخدام اسم آخر
prompt-one_time_code-title = أدخل الرمز
prompt-one_time_code-intro = يريد موقع { $source } التأكد من أنك أنت.
prompt-mfa_method-title = كيف يتحقق { $source } من أنك أنت؟
prompt-mfa_method-intro = هذه هي الطرق المتاحة في { $source }.
prompt-destination-title = إلى أين يُرسل الرمز؟
prompt-destination-intro = سيصلك رمز من { $source }.
prompt-security_question-title = { $count ->
    [zero] أجب عن أسئلة الأمان
    [one] أجب عن سؤال الأمان
    [two] أجب عن سؤالي الأمان
    [few] أجب عن أسئلة الأمان
    [many] أجب عن أسئلة الأمان
   *[other] أجب عن أسئلة الأمان
}
prompt-security_question-intro = { $count ->
    [zero] هذه هي الأسئلة التي اخترتها من قبل في { $source }.
    [one] هذا هو السؤال الذي اخترته من قبل في { $source }.
    [two] هذان هما السؤالان اللذان اخترتهما من قبل في { $source }.
    [few] هذه هي الأسئلة التي اخترتها من قبل في { $source }.
    [many] هذه هي الأسئلة التي اخترتها من قبل في { $source }.
   *[other] هذه هي الأسئلة التي اخترتها من قبل في { $source }.
}
prompt-phone-title = ما رقم هاتفك؟
prompt-phone-intro = يحتاج إليه موقع { $source } ليرسل لك رمزًا.
prompt-email-title = ما عنوان بريدك الإلكتروني؟
prompt-email-intro = يحتاج إليه موقع { $source } ليرسل لك رمزًا.
prompt-push_approval-title = وافق على تسجيل الدخول من هاتفك
prompt-push_approval-intro = أرسل موقع { $source } طلبًا إلى جهازك. إذا كنت أنت، فوافق عليه هناك.
prompt-push_approval-number-title = اختر هذا الرقم على هاتفك
prompt-push_approval-number-intro = أرسل موقع { $source } طلبًا إلى جهازك. افتحه هناك واختر الرقم الظاهر أدناه.
prompt-confirm-title = سؤال من { $source }
prompt-confirm-intro = اقرأ الرسالة ثم اختر.
prompt-account_choice-title = أي حساب تريد استخدامه؟
prompt-account_choice-intro = لك أكثر من حساب في { $source }.
prompt-form-title = يحتاج موقع { $source } إلى بعض البيانات
prompt-form-intro = هذه الأسئلة من { $host } وبصيغتها هناك.
prompt-magic_link-title = افتح الرابط الذي وصلك
prompt-magic_link-intro = أرسل لك موقع { $source } رابطًا. افتحه على أي جهاز، أو انسخه والصقه هنا.
prompt-captcha-title = اكتب الأحرف الظاهرة في الصورة
prompt-captcha-intro = يريد موقع { $source } التأكد من أنك إنسان.
prompt-image_choice-title = اختر صورتك
prompt-image_choice-intro = يطلب موقع { $source } الصورة التي اخترتها هناك من قبل.
prompt-question_choice-title = أي سؤال تريد الإجابة عنه؟
prompt-question_choice-intro = يتيح لك موقع { $source } الاختيار.
prompt-partial_secret-title = أدخل بعض أحرفك
prompt-partial_secret-intro = يطلب موقع { $source } أحرفًا متفرقة من شيء لا يعرفه غيرك. لا تكتبه كاملًا أبدًا.
prompt-challenge_response-title = استخدم قارئ البطاقات
prompt-challenge_response-intro = اكتب الأرقام أدناه في القارئ. ثم اكتب هنا ما يظهر عليه.
prompt-qr_scan-title = امسح هذه الصورة بهاتفك
prompt-qr_scan-intro = افتح تطبيق { $source } وامسح الصورة. إذا كنت تقرأ هذا على الهاتف نفسه، فاستخدم طريقة أخرى.
prompt-new_password-title = اختر كلمة مرور جديدة في { $source }
prompt-new_password-intro = يطلب موقع { $source } تغييرها الآن. اختر كلمة لا تستخدمها في أي مكان آخر، واحتفظ بها: نحن لا نحتفظ بها.
prompt-sso-title = مؤسستك هي التي تسجّل دخولك
prompt-sso-intro = يريد موقع { $source } أن ينقلك إلى صفحة الدخول الخاصة بمؤسستك. لا يمكن فعل ذلك بأمان على هذه الصفحة.
prompt-passkey-title = لا يمكن استخدام مفتاح مرور هنا
prompt-passkey-intro = يطلب موقع { $source } مفتاح مرور. مفاتيح المرور تعمل على { $host } فقط، وهذا ما يجعلها آمنة.
prompt-source_hold-title = يطلب منك موقع { $source } الانتظار
prompt-source_hold-intro = ليس عليك أن تفعل شيئًا. أبقِ هذه الصفحة مفتوحة، أو عد إليها لاحقًا.
prompt-source_hold-until = ليس قبل

## Codes, by how they arrive

code-sms-title = أدخل الرمز الذي وصلك في رسالة نصية
code-sms-intro = يرسله موقع { $source } إلى هاتفك. قد يستغرق ذلك دقيقة.
code-call-title = أدخل الرمز الذي تسمعه في المكالمة
code-call-intro = ستصلك مكالمة من { $source } تسمع فيها الرمز.
code-email-title = أدخل الرمز الذي وصلك بالبريد الإلكتروني
code-email-intro = يرسله لك موقع { $source }. ابحث أيضًا في مجلد الرسائل غير المرغوبة.
code-authenticator-title = أدخل الرمز من تطبيق المصادقة
code-authenticator-intro = افتح التطبيق وابحث عن { $source }.
code-app-title = أدخل الرمز من تطبيق { $source }
code-app-intro = افتح التطبيق على هاتفك. سيعرض لك رمزًا.
code-push-title = أدخل الرمز من الرسالة على جهازك
code-push-intro = أرسل موقع { $source } رسالة إلى جهازك. افتحها لترى الرمز.
code-token-title = أدخل الرمز من جهاز الأمان
code-token-intro = اضغط على زره، أو افتح تطبيقه، واكتب الرمز الذي يظهر.
code-backup-title = أدخل رمزًا احتياطيًا
code-backup-intro = استخدم أحد الرموز التي حفظتها لموقع { $source }.
code-hint-digits = { $length ->
    [zero] من دون أرقام
    [one] رقم واحد
    [two] رقمان
    [few] { $length } أرقام
    [many] { $length } رقمًا
   *[other] { $length } رقم
}
code-hint-characters = { $length ->
    [zero] من دون أحرف أو أرقام
    [one] حرف واحد أو رقم واحد
    [two] حرفان أو رقمان
    [few] { $length } أحرف وأرقام
    [many] { $length } حرفًا ورقمًا
   *[other] { $length } حرف ورقم
}
code-resend = إرسال رمز جديد
code-resend-wait = { $seconds ->
    [zero] يمكنك طلب رمز جديد الآن.
    [one] يمكنك طلب رمز جديد بعد ثانية واحدة.
    [two] يمكنك طلب رمز جديد بعد ثانيتين.
    [few] يمكنك طلب رمز جديد بعد { $seconds } ثوانٍ.
    [many] يمكنك طلب رمز جديد بعد { $seconds } ثانية.
   *[other] يمكنك طلب رمز جديد بعد { $seconds } ثانية.
}
code-resent = طلبنا رمزًا جديدًا من { $source }. استخدم أحدث رمز.

## Fields

field-identifier = اسم المستخدم أو البريد الإلكتروني
field-password = كلمة المرور
field-code = الرمز
field-answer = إجابتك
field-phone = رقم الهاتف
field-phone-hint = مع رمز البلد إذا كان الرقم من الخارج، مثل {"\u2066"}+44{"\u00A0"}20{"\u00A0"}7946{"\u00A0"}0000{"\u2069"}
field-email = عنوان البريد الإلكتروني
field-choice = الخيارات
field-other = إجابتك
field-character = الحرف
field-captcha = الأحرف
field-new-password = كلمة المرور الجديدة
field-new-password-again = كلمة المرور الجديدة مرة أخرى
field-link = الرابط، إذا أردت لصقه هنا
field-choose = يُرجى الاختيار
field-optional = اتركه فارغًا إن لم يكن لديك
secret-show = إظهار
secret-hide = إخفاء
secret-show-label = إظهار: { $label }
secret-hide-label = إخفاء: { $label }

## What is wrong with a field

problem-missing = { $field ->
    [identifier] أدخل اسم المستخدم أو البريد الإلكتروني
    [password] أدخل كلمة المرور
    [code] أدخل الرمز
    [phone] أدخل رقم هاتفك
    [email] أدخل عنوان بريدك الإلكتروني
    [choice] اختر أحد الخيارات
    [captcha] اكتب الأحرف الظاهرة في الصورة
    [password_again] أدخل كلمة المرور الجديدة مرة أخرى
    [answer] أجب عن السؤال: { $label }
   *[other] املأ هذا الحقل: { $label }
}
problem-too-long = هذا طويل جدًا. تأكد من عدم لصق شيء آخر معه.
problem-not-offered = هذا الخيار لم يعد متاحًا. اختر خيارًا آخر.
problem-not-a-code = { $length ->
    [0] لا يبدو هذا كالرمز. راجعه واكتبه مرة أخرى.
   *[other] { $alphabet ->
        [letters] عدد أحرف الرمز وأرقامه
       *[digits] عدد أرقام الرمز
    }: { $length }. راجعه واكتبه مرة أخرى.
}
problem-not-a-phone = لا يبدو هذا كرقم هاتف. راجع الأرقام.
problem-not-an-email = لا يبدو هذا كعنوان بريد إلكتروني. يجب أن يحتوي على {"\u2066"}@{"\u2069"}.

problem-not-a-link = لا يبدو هذا كالرابط. يبدأ الرابط بـ {"\u2066"}https://{"\u2069"} وقد يكون طويلًا.
problem-not-a-date = لا يبدو هذا كتاريخ. اكتب السنة والشهر واليوم، مثل {"\u2066"}2026-03-31{"\u2069"}.
problem-not-the-same = كلمتا المرور غير متطابقتين. اكتبهما مرة أخرى.

## Waiting

waiting-opening-title = جارٍ فتح { $source }
waiting-opening = نحمّل لك صفحة تسجيل الدخول. يستغرق ذلك عادةً بضع ثوانٍ.
waiting-checking-title = جارٍ التحقق لدى { $source }
waiting-checking = مرّرنا ما أدخلته. يستغرق ذلك عادةً بضع ثوانٍ.
waiting-slow = يستغرق الأمر وقتًا أطول من المعتاد. لا يلزمك فعل شيء.
waiting-source-slow = يستجيب موقع { $source } ببطء حاليًا، وقد يستغرق الأمر دقيقة أو دقيقتين. لا يلزمك فعل شيء.
waiting-stay = أبقِ هذه الصفحة مفتوحة.
waiting-refresh = لا يحدث شيء؟ تحقّق مرة أخرى

## Done and receipt

done-title = تم تسجيل الدخول
done-source = قَبِل موقع { $source } تسجيل دخولك.
done-next = الباقي الآن على { $tenant }. ليس عليك الانتظار، ويمكنك إغلاق هذه الصفحة.
done-follows = العمل جارٍ. ستخبرك هذه الصفحة عند الانتهاء.
receipt-title = اكتمل كل شيء
receipt-what = تم تسجيل دخولك إلى { $source }، ووصل كل المطلوب إلى { $tenant }.
receipt-at = اكتمل في
receipt-at-time = اكتمل عند
receipt-next = لم يبقَ شيء عليك. يمكنك إغلاق هذه الصفحة.
doing-opening = يجري فتح صفحة من حسابك
doing-invoices = تجري قراءة فواتيرك
doing-documents = تجري قراءة مستنداتك
doing-transactions = تجري قراءة معاملاتك
doing-subscriptions = تجري قراءة اشتراكاتك
doing-pages = تجري قراءة صفحة من حسابك
doing-files = يجري تنزيل ملف من حسابك
doing-waiting = في انتظار { $source }
doing-filling = يجري ملء نموذج
doing-sending = يجري إرسال نموذج
doing-working = العمل جارٍ في حسابك
progress-label = مدى التقدم
progress-step = الخطوة { $step } من { $steps }
deeds-title = ما تم فعله في حسابك
deeds-pages = الصفحات المقروءة
deeds-files = الملفات المأخوذة
deeds-writes = التغييرات المرسلة
way-back = العودة إلى { $tenant }

## Failed, expired and the rest

failed-next = ما يمكنك فعله
failed-again = حاول مرة أخرى
expired-ask = طلب رابط جديد
expired-asked = أبلغنا الشركة التي أرسلت هذا الرابط. سترسل إليك رابطًا جديدًا إذا كانت لا تزال تحتاج إلى تسجيل دخولك.
elsewhere-restart = البدء من جديد هنا
elsewhere-no-link-next = عد إلى المتصفح الآخر، أو افتح الرابط من رسالتك في هذا المتصفح.
elsewhere-restart-note = سينتهي تسجيل الدخول في المتصفح الآخر.
not-found-title = هذا الرابط لا يعمل
not-found-what = ربما ينقص جزء من العنوان.
not-found-next = افتح الرابط من رسالتك مرة أخرى، أو انسخه كاملًا. إذا لم ينفع ذلك، فاطلب رابطًا جديدًا من الشركة التي أرسلته.
error-internal-title = حدث خطأ لدينا
error-internal-what = نعتذر. لا علاقة لما كتبته بذلك.
error-internal-next = انتظر لحظة، ثم افتح الرابط من رسالتك مرة أخرى.
error-cookie-title = لم يحفظ متصفحك ملف الارتباط الخاص بنا
error-cookie-what = نحتاج إلى ملف ارتباط واحد (cookie) لنعرف أنك أنت نفسك. لا نستخدمه لأي شيء آخر.
error-cookie-next = اسمح بملفات الارتباط لهذا الموقع، أو اخرج من الوضع الخاص، ثم افتح الرابط من رسالتك مرة أخرى.
error-busy-title = محاولات كثيرة في وقت قصير
error-busy-what = لحماية حسابك، نتوقف قليلًا.
error-busy-next = انتظر دقيقة، ثم افتح الرابط من رسالتك مرة أخرى.
error-form-title = لم نتمكن من قبول هذا النموذج
error-form-what = لم يأتِ من صفحتنا في متصفحك، لذلك لم نمرّر شيئًا.
error-form-next = افتح الرابط من رسالتك مرة أخرى وتابع من هناك.
error-request = إذا طلبت المساعدة، فاذكر هذا الرقم:

## Refusals: title, what happened, what to do next

refusal-link_not_found-title = هذا الرابط لا يعمل
refusal-link_not_found-what = لا نعرف هذا الرابط. ربما ينقص جزء منه.
refusal-link_not_found-next = افتح الرابط من رسالتك مرة أخرى، أو اطلب رابطًا جديدًا من { $tenant }.

refusal-link_expired-title = انتهت صلاحية هذا الرابط
refusal-link_expired-what = لحمايتك، تعمل الروابط لوقت محدود فقط.
refusal-link_expired-next = لتسجيل الدخول، اطلب رابطًا جديدًا من { $tenant }.

refusal-link_revoked-title = لم تعد هناك حاجة إلى هذا الرابط
refusal-link_revoked-what = أُلغي الرابط من قِبل { $tenant }. لا يحدث شيء لحسابك.
refusal-link_revoked-next = إذا رأيت أن في ذلك خطأ، فاطلب رابطًا جديدًا من { $tenant }.

refusal-link_completed-title = تم هذا من قبل
refusal-link_completed-what = سجّل شخص ما الدخول بهذا الرابط من قبل.
refusal-link_completed-next = لم يبقَ شيء عليك. إذا لم تكن أنت، فأخبر { $tenant }.

refusal-flow_timed_out-title = استغرق تسجيل الدخول وقتًا طويلًا
refusal-flow_timed_out-what = أغلقناه لحماية حسابك.
refusal-flow_timed_out-next = ابدأ من جديد عندما تكون لديك بضع دقائق.

refusal-flow_elsewhere-title = أنت تسجّل الدخول في متصفح آخر
refusal-flow_elsewhere-what = فتح شخص ما هذا الرابط في متصفح آخر أو على جهاز آخر. لحمايتك، يستمر تسجيل الدخول هناك فقط.
refusal-flow_elsewhere-next = عد إلى ذلك المتصفح، أو ابدأ من جديد هنا.

refusal-cancelled_by_customer-title = لقد ألغيت تسجيل الدخول
refusal-cancelled_by_customer-what = أغلقناه. لم يصل شيء إلى { $tenant }.
refusal-cancelled_by_customer-next = يمكنك إغلاق هذه الصفحة، أو المحاولة مرة أخرى إذا غيّرت رأيك.

refusal-flow_interrupted-title = انقطع تسجيل الدخول
refusal-flow_interrupted-what = انقطع الاتصال من جهتنا. لم يُرسل شيء مرتين.
refusal-flow_interrupted-next = ابدأ من جديد. نأسف لهذا الإزعاج.

refusal-invalid_credentials-title = اسم المستخدم وكلمة المرور غير متطابقين
refusal-invalid_credentials-what = لا يعرف موقع { $source } اسم المستخدم هذا مع كلمة المرور هذه.
refusal-invalid_credentials-next = حاول مرة أخرى، أو أعد تعيين كلمة مرورك على { $host }.

refusal-invalid_identifier-title = لم ينجح اسم المستخدم هذا
refusal-invalid_identifier-what = لم يتمكن موقع { $source } من استخدامه.
refusal-invalid_identifier-next = راجعه واكتبه مرة أخرى.

refusal-missing_credentials-title = هناك شيء ناقص
refusal-missing_credentials-what = يحتاج موقع { $source } إلى كل الحقول في هذه الصفحة.
refusal-missing_credentials-next = املأ كل الحقول ثم تابع.

refusal-invalid_tenant-title = لم تنجح هذه المؤسسة
refusal-invalid_tenant-what = لا يعرف موقع { $source } المؤسسة أو رقم العميل الذي كتبته.
refusal-invalid_tenant-next = راجعه، مثلًا على فاتورة أو رسالة، واكتبه مرة أخرى.

refusal-wrong_login_method-title = لهذا الحساب طريقة دخول أخرى
refusal-wrong_login_method-what = لا يقبل موقع { $source } كلمة مرور لهذا الحساب.
refusal-wrong_login_method-next = استخدم طريقة أخرى متاحة، أو حسابًا آخر.

refusal-login_attempts_exceeded-title = محاولات كثيرة حاليًا
refusal-login_attempts_exceeded-what = توقفنا قبل أن يقفل موقع { $source } حسابك.
refusal-login_attempts_exceeded-next = انتظر بعض الوقت وتأكد من كلمة مرورك على { $host }. ثم حاول هنا مرة أخرى.

refusal-credentials_expired-title = يجب تغيير كلمة مرورك
refusal-credentials_expired-what = يطلب موقع { $source } كلمة مرور جديدة قبل تسجيل الدخول.
refusal-credentials_expired-next = غيّرها على { $host }. ثم عد وحاول مرة أخرى.

refusal-credentials_managed_by_organisation-title = مؤسستك تدير هذا الحساب
refusal-credentials_managed_by_organisation-what = لا يمكنك الدخول إلى { $source } إلا عن طريق مؤسستك.
refusal-credentials_managed_by_organisation-next = اسأل المسؤولين عن حسابك، أو استخدم حسابًا آخر.

refusal-account_locked-title = حسابك مقفل
refusal-account_locked-what = أقفله موقع { $source } مؤقتًا. قد تكون بياناتك صحيحة.
refusal-account_locked-next = افتح القفل على { $host }، أو اسأل فريق الدعم هناك. ثم عد وحاول مرة أخرى.

refusal-account_disabled-title = لا يمكن استخدام حسابك حاليًا
refusal-account_disabled-what = لا يسمح موقع { $source } بالدخول بهذا الحساب.
refusal-account_disabled-next = اسأل فريق الدعم في { $source }. عندما يعمل الحساب، عد وحاول مرة أخرى.

refusal-account_not_found-title = لم نعثر على هذا الحساب
refusal-account_not_found-what = ليس في { $source } حساب بما كتبته.
refusal-account_not_found-next = راجع الكتابة، أو استخدم اسم مستخدم أو بريدًا إلكترونيًا آخر.

refusal-account_setup_incomplete-title = لم يكتمل إعداد حسابك بعد
refusal-account_setup_incomplete-what = يحتاج موقع { $source } أولًا إلى بعض البيانات الأخرى منك.
refusal-account_setup_incomplete-next = سجّل الدخول على { $host } وأكمل الإعداد. ثم عد وحاول مرة أخرى.

refusal-user_action_required-title = يطلب منك موقع { $source } شيئًا أولًا
refusal-user_action_required-what = ربما عليك قبول شروط جديدة أو تأكيد بيانات الاتصال بك. لا ينبغي أن يفعل ذلك أحد غيرك.
refusal-user_action_required-next = سجّل الدخول على { $host } واتبع الخطوات هناك. ثم عد وحاول مرة أخرى.

refusal-already_signed_in_elsewhere-title = هناك تسجيل دخول مفتوح في مكان آخر
refusal-already_signed_in_elsewhere-what = يسمح موقع { $source } بتسجيل دخول واحد في الوقت نفسه.
refusal-already_signed_in_elsewhere-next = سجّل الخروج هناك، ثم تابع هنا.

refusal-mfa_code_invalid-title = { $kind ->
    [magic_link] لم يعمل هذا الرابط
   *[other] لم يعمل هذا الرمز
}
refusal-mfa_code_invalid-what = { $kind ->
    [magic_link] لم يقبل { $source } الرابط.
   *[other] لم يقبل { $source } الرمز.
}
refusal-mfa_code_invalid-next = { $kind ->
    [magic_link] استخدم الأحدث.
   *[other] أدخل الأحدث.
}

refusal-mfa_code_expired-title = { $kind ->
    [magic_link] انتهت صلاحية هذا الرابط
   *[other] انتهت صلاحية هذا الرمز
}
refusal-mfa_code_expired-what = { $kind ->
    [magic_link] الروابط صالحة لوقت قصير فقط.
   *[other] الرموز صالحة لوقت قصير فقط.
}
refusal-mfa_code_expired-next = { $kind ->
    [magic_link] اطلب رابطًا جديدًا واستخدمه.
   *[other] اطلب رمزًا جديدًا وأدخله.
}

refusal-mfa_timed_out-title = تأخر الرمز كثيرًا
refusal-mfa_timed_out-what = لم يعد موقع { $source } ينتظر الرمز.
refusal-mfa_timed_out-next = جهّز هاتفك أو تطبيقك وحاول مرة أخرى.

refusal-mfa_attempts_exceeded-title = جُرّبت رموز كثيرة
refusal-mfa_attempts_exceeded-what = لا يقبل موقع { $source } رموزًا أخرى حاليًا.
refusal-mfa_attempts_exceeded-next = انتظر بعض الوقت، ثم حاول برمز جديد.

refusal-mfa_delivery_failed-title = تعذّر إرسال الرمز
refusal-mfa_delivery_failed-what = لم يتمكن موقع { $source } من الوصول إليك بهذه الطريقة.
refusal-mfa_delivery_failed-next = حاول مرة أخرى، أو اختر طريقة أخرى إن وُجدت.

refusal-mfa_resend_too_soon-title = الوقت مبكر لطلب رمز جديد
refusal-mfa_resend_too_soon-what = يطلب موقع { $source } الانتظار قليلًا بين رمز وآخر.
refusal-mfa_resend_too_soon-next = استخدم الرمز الذي لديك، أو اطلب رمزًا آخر بعد قليل.

refusal-mfa_method_unsupported-title = هذه الطريقة لا تعمل هنا
refusal-mfa_method_unsupported-what = لا يمكننا نقل هذا النوع من التأكيد.
refusal-mfa_method_unsupported-next = اختر طريقة أخرى.

refusal-mfa_not_configured-title = يحتاج حسابك إلى خطوة ثانية
refusal-mfa_not_configured-what = يطلب موقع { $source } إعداد الرموز قبل تسجيل الدخول.
refusal-mfa_not_configured-next = أعدّها على { $host }. ثم عد وحاول مرة أخرى.

refusal-push_denied-title = رُفض تسجيل الدخول
refusal-push_denied-what = أجاب شخص ما بالرفض على هاتفك أو في تطبيقك.
refusal-push_denied-next = إذا كان ذلك عن طريق الخطأ، فحاول مرة أخرى. وإذا لم تكن أنت، فأخبر { $source }.

refusal-push_timed_out-title = لم يوافق أحد في الوقت المحدد
refusal-push_timed_out-what = انتظر موقع { $source } الموافقة من هاتفك أو تطبيقك.
refusal-push_timed_out-next = جهّز هاتفك وحاول مرة أخرى.

refusal-security_answer_wrong-title = هذه الإجابة غير مطابقة
refusal-security_answer_wrong-what = توقّع موقع { $source } إجابة أخرى.
refusal-security_answer_wrong-next = راجع الكتابة واكتبها مرة أخرى.

refusal-answer_refused-title = لم تنجح هذه الإجابة
refusal-answer_refused-what = لم يتمكن موقع { $source } من استخدامها.
refusal-answer_refused-next = راجعها وحاول مرة أخرى.

refusal-captcha_failed-title = هذه الأحرف غير مطابقة
refusal-captcha_failed-what = لم يقبلها موقع { $source }.
refusal-captcha_failed-next = حاول مرة أخرى بالصورة الجديدة.

refusal-source_unavailable-title = لا يستجيب موقع { $source }
refusal-source_unavailable-what = لم يردّ الموقع.
refusal-source_unavailable-next = انتظر بضع دقائق، ثم حاول مرة أخرى.

refusal-source_maintenance-title = موقع { $source } تحت الصيانة
refusal-source_maintenance-what = يجري العمل على الموقع.
refusal-source_maintenance-next = حاول لاحقًا بالرابط نفسه.

refusal-source_error-title = أبلغ موقع { $source } عن مشكلة
refusal-source_error-what = لم يتمكن الموقع من إتمام تسجيل الدخول.
refusal-source_error-next = انتظر بضع دقائق، ثم حاول مرة أخرى.

refusal-source_changed-title = عرض موقع { $source } صفحة غير متوقعة
refusal-source_changed-what = توقفنا، لأننا لا نكتب بياناتك في صفحة لا نعرفها.
refusal-source_changed-next = حاول لاحقًا. نحن نبحث عن السبب.

refusal-source_blocked_us-title = لم يسمح لنا موقع { $source } بالدخول
refusal-source_blocked_us-what = رفض الموقع اتصالنا. لا علاقة لحسابك بذلك.
refusal-source_blocked_us-next = حاول لاحقًا بالرابط نفسه.

refusal-source_rate_limited-title = موقع { $source } مشغول
refusal-source_rate_limited-what = يطلب منا الموقع أن نبطئ.
refusal-source_rate_limited-next = انتظر بضع دقائق، ثم حاول مرة أخرى.

refusal-source_not_supported-title = لا يمكنك تسجيل الدخول من هنا
refusal-source_not_supported-what = لا يمكننا نقل ما يطلبه موقع { $source }.
refusal-source_not_supported-next = ليس عليك أن تفعل شيئًا. البحث عن طريقة أخرى معك على { $tenant }.

refusal-consent_declined-title = لم توافق
refusal-consent_declined-what = يحتاج موقع { $source } إلى موافقتك للمتابعة. لم يتغير شيء.
refusal-consent_declined-next = يمكنك إغلاق هذه الصفحة، أو المحاولة مرة أخرى إذا غيّرت رأيك.
refusal-consent_outdated-title = تغيّر ما سيتم فعله
refusal-consent_outdated-what = أثناء تسجيل دخولك، قام { $tenant } بتغيير ما سيتم فعله في حسابك. لقد توقفنا. لم تتم قراءة أي شيء أو تغييره.
refusal-consent_outdated-next = اطّلع على ما سيتم فعله الآن. إذا وافقت، فسجّل الدخول مرة أخرى.

refusal-workflow_failed-title = تم تسجيل دخولك، لكن الباقي لم ينجح
refusal-workflow_failed-what = سجّلنا الدخول إلى { $source }، لكننا لم نتمكن من إتمام ما طُلب لصالح { $tenant }.
refusal-workflow_failed-next = حاول مرة أخرى. إذا تكرر ذلك، فأخبر { $tenant }.

refusal-internal-title = حدث خطأ لدينا
refusal-internal-what = نعتذر. لا علاقة لما كتبته بذلك.
refusal-internal-next = انتظر لحظة، ثم حاول مرة أخرى.

## صفحات مجموعة مستخدمين، يسجَّل فيها الدخول إلى { $app } نفسه

id-promote-title = اجعله حسابك
id-promote-intro = يبقى لك كل ما فعلته بصفتك ضيفًا. وببريدك الإلكتروني يمكنك العودة من أي جهاز.
id-create-title = إنشاء حساب
id-create-intro = به تسجّل الدخول إلى { $app }. نرسل أولًا رمزًا إلى بريدك الإلكتروني.
id-reset-title = كلمة مرور جديدة
id-reset-intro = نرسل رمزًا إلى البريد الإلكتروني لحسابك، ثم تختار كلمة مرور جديدة.
id-verify-intro = أرسلنا رمزًا من ستة أرقام إلى { $email }. يصلح عشر دقائق. ابحث عنه في البريد غير المرغوب أيضًا.
id-code-wrong = { $count ->
    [zero] هذا ليس الرمز. لم تبقَ لديك محاولات.
    [one] هذا ليس الرمز. بقيت لديك محاولة واحدة.
    [two] هذا ليس الرمز. بقيت لديك محاولتان.
    [few] هذا ليس الرمز. بقيت لديك { $count } محاولات.
    [many] هذا ليس الرمز. بقيت لديك { $count } محاولة.
   *[other] هذا ليس الرمز. بقيت لديك { $count } محاولة.
}
id-code-malformed = يتكوّن الرمز من ستة أرقام. راجعه واكتبه مرة أخرى.
id-code-over = لم يعد هذا الرمز صالحًا. اطلب رمزًا جديدًا.
id-password-title = اختر كلمة مرور
id-password-intro = من الآن تسجّل الدخول بها إلى { $app }.
id-password-keep = خطوة أخيرة: يبقى لك كل ما فعلته بصفتك ضيفًا، ومن الآن تسجّل الدخول بكلمة المرور هذه.
id-password-hint = ثمانية أحرف على الأقل. من الجيد أن تكون بضع كلمات لا يجمعها غيرك.
id-password-too-short = استخدم ثمانية أحرف على الأقل.
id-password-too-long = كلمة المرور هذه أطول مما ينبغي. اختر أقصر منها.
id-password-too-easy = كلمة المرور هذه سهلة التخمين. اجعلها أطول، ببضع كلمات مثلًا.
id-signin-title = تسجيل الدخول إلى { $app }
id-signin = تسجيل الدخول
id-wrong-title = البريد الإلكتروني وكلمة المرور لا يتوافقان
id-wrong-next = راجع الاثنين. إن لم تعد تعرف كلمة المرور فيمكنك اختيار كلمة جديدة.
id-owner-title = سجّل الدخول إلى حسابك
id-owner-intro = لديك حساب سابق بهذا البريد. يقرّر { $app } مصير ما فعلته بصفتك ضيفًا.
id-taken-title = لهذا البريد الإلكتروني حساب من قبل
id-taken-promote = ما زلت ضيفًا ولم يتغيّر شيء. استخدم بريدًا غير { $email }، أو ارجع وسجّل الدخول به إلى { $app }.
id-taken-merge = ما زلت ضيفًا ولم يتغيّر شيء. يمكنك تسجيل الدخول بالبريد { $email }، أو استخدام بريد آخر.
id-taken-create = يمكنك تسجيل الدخول بالبريد { $email }. إن لم تعد تعرف كلمة المرور فيمكنك اختيار كلمة جديدة.
id-unknown-title = لا يوجد حساب بهذا البريد الإلكتروني
id-unknown-what = تأكد من أنك سجّلت بالبريد { $email }، أو أنشئ حسابًا.
id-signin-instead = تسجيل الدخول إلى هذا الحساب
id-other-address = استخدام بريد آخر
id-to-create = إنشاء حساب
id-to-signin = لديّ حساب
id-to-reset = لا أعرف كلمة المرور
id-cancel = التوقف والعودة إلى { $app }
id-mfa-title = خطوة أخرى
id-mfa-intro = أدخل الرمز الذي يعرضه تطبيق المصادقة. إن لم يكن التطبيق معك فيمكنك استخدام أحد رموز الاسترداد.
id-mfa-field = رمز التطبيق أو رمز استرداد
id-mfa-wrong = هذا الرمز غير صحيح أو استُخدم من قبل. انتظر الرمز التالي وأدخله.
id-mfa-paused = كثير من الرموز كانت خاطئة. انتظر قليلًا قبل أن تحاول من جديد.
id-mfa-malformed = رمز التطبيق من 6 أرقام، ورمز الاسترداد من 16 حرفًا ورقمًا.
id-mfa-back = تسجيل الدخول بحساب آخر
id-signout-title = هل تريد تسجيل الخروج؟
id-signout-what = سيُسجَّل خروجك من هذا المتصفح ومن التطبيقات التي فتحتها فيه.
id-signout = تسجيل الخروج
id-signout-stay = إن كنت لا تريد تسجيل الخروج فأغلق هذه الصفحة.
id-account-title = حسابك
id-account-how = كيف تسجّل الدخول
id-account-password = تغيير كلمة المرور
id-account-second-set-up = إضافة تطبيق مصادقة
id-account-second-change = تغيير الخطوة الثانية
id-account-second-off = مع تطبيق مصادقة على هاتفك لا يدخل أحد بكلمة مرورك وحدها.
id-account-second-on = { $count ->
    [zero] الخطوة الثانية مفعّلة. لم تبقَ رموز استرداد؛ احصل على رموز جديدة.
    [one] الخطوة الثانية مفعّلة. بقي رمز استرداد واحد؛ احصل على رموز جديدة.
    [two] الخطوة الثانية مفعّلة. بقي رمزا استرداد.
    [few] الخطوة الثانية مفعّلة. بقيت { $count } رموز استرداد.
    [many] الخطوة الثانية مفعّلة. بقي { $count } رمز استرداد.
   *[other] الخطوة الثانية مفعّلة. بقي { $count } رمز استرداد.
}
id-account-places = أين سجّلت الدخول
id-account-this = هذا المتصفح
id-account-browser = { $browser } على { $system }
id-account-application = { $app } وحده
id-account-unknown = متصفح آخر
id-account-used = آخر استخدام:
id-account-end = تسجيل الخروج هناك
id-account-end-others = تسجيل الخروج من كل مكان آخر
id-account-done-password-changed = تم تغيير كلمة المرور، وسُجّل خروجك من كل مكان آخر.
id-account-done-second-factor-on = الخطوة الثانية مفعّلة. ستحتاج إلى التطبيق في المرة القادمة.
id-account-done-second-factor-off = الخطوة الثانية معطّلة. تكفي كلمة المرور من جديد.
id-account-done-signed-out-there = سُجّل خروجك هناك.
id-to-account = العودة إلى حسابك
id-change-intro = سيُسجَّل خروجك من كل مكان آخر.
id-change-current = كلمة المرور الحالية
id-change-wrong = هذه ليست كلمة مرورك الحالية.
id-save = حفظ
id-app-title = إضافة تطبيق مصادقة
id-app-scan = امسح هذه الصورة بتطبيق مصادقة على هاتفك. بعد ذلك يعرض التطبيق رمزًا جديدًا كل 30 ثانية.
id-app-picture = صورة لتطبيق المصادقة، والمفتاح مكتوب تحتها
id-app-type = أو اكتب هذا المفتاح في التطبيق:
id-app-open = الفتح في تطبيق على هذا الجهاز
id-app-code = الرمز الذي يعرضه التطبيق
id-app-wrong = هذا الرمز لا يطابق. تحقّق من ساعة جهازك وأدخل أحدث رمز.
id-app-on = تفعيل
id-recovery-title = احتفظ برموز الاسترداد هذه
id-recovery-what = إن فقدت هاتفك فكل رمز منها يدخلك مرة واحدة. اطبعها أو دوّنها واحفظها في مكان آمن.
id-recovery-once = تُعرض هذه المرة فقط. يمكنك الحصول على رموز جديدة متى شئت، وعندئذ تبطل هذه.
id-recovery-kept = احتفظت بها
id-second-intro = لتغيير شيء هنا أدخل رمزًا من تطبيقك أو رمز استرداد.
id-second-new-codes = الحصول على رموز استرداد جديدة
id-second-off = إيقاف الخطوة الثانية
id-passkey-signin = تسجيل الدخول بمفتاح مرور
id-passkey-failed = لم ينجح ذلك. حاول من جديد أو سجّل الدخول بكلمة المرور.
id-passkey-refused = مفتاح المرور هذا غير معروف هنا. سجّل الدخول بكلمة المرور.
id-account-passkeys = مفاتيح المرور
id-account-passkey-none = بمفتاح المرور تسجّل الدخول ببصمتك أو وجهك أو رمز جهازك.
id-account-passkey-added-at = أُضيف:
id-account-passkey-remove = إزالة
id-account-done-passkey-added = أُضيف مفتاح المرور. يمكنك تسجيل الدخول به من الآن.
id-account-done-passkey-removed = أُزيل مفتاح المرور. لن يستطيع أحد تسجيل الدخول به.
id-account-keys = تسجيل الدخول بالبصمة أو الوجه
id-account-keys-what = على هذه الأجهزة تسجّل الدخول من تطبيق ببصمتك أو وجهك.
id-account-key-unknown = جهاز
id-account-done-key-removed = تمت الإزالة. لن تسجّل الدخول على ذلك الجهاز ببصمتك أو وجهك بعد الآن.
id-passkey-add = إضافة مفتاح مرور
id-passkey-intro = بمفتاح المرور تسجّل الدخول ببصمتك أو وجهك أو رمز جهازك. لا يمكن تخمينه ولا حاجة إلى كتابة شيء.
id-passkey-make = إضافة هذا الجهاز
id-passkey-instead = استخدام مفتاح مرور بدلًا منها
id-passkey-not-added = لم ينجح ذلك ولم يُضَف شيء. حاول من جديد.
id-passkey-scripts = تحتاج مفاتيح المرور إلى JavaScript. فعّله في متصفحك وأعد تحميل هذه الصفحة.
id-done-title = تم تسجيل الدخول
id-done-next = يمكنك إغلاق هذه الصفحة والعودة إلى { $app }.
id-signed-out-title = تم تسجيل الخروج
id-signed-out-next = يمكنك إغلاق هذه الصفحة.
id-trouble-promotion-over-title = لم تعد هذه الصفحة صالحة
id-trouble-promotion-over-what = تصلح وقتًا قصيرًا ومرة واحدة فقط. لم تفقد شيئًا.
id-trouble-promotion-over-next = ارجع إلى التطبيق وابدأ من هناك مرة أخرى.
id-trouble-guests-off-title = لا ضيوف هنا
id-trouble-guests-off-what = لا يستقبل { $tenant } ضيوفًا في الوقت الحالي.
id-trouble-guests-off-next = ارجع إلى التطبيق وسجّل الدخول من هناك.
id-trouble-unknown-client-title = لا نعرف هذا التطبيق
id-trouble-unknown-client-what = العنوان الذي أوصلك إلى هنا غير صحيح. لم يحدث شيء.
id-trouble-unknown-client-next = ارجع إلى التطبيق. إن تكرر ذلك فأخبر { $tenant }.
id-trouble-flow-over-title = انتهى تسجيل الدخول هذا
id-trouble-flow-over-what = استغرق وقتًا أطول مما ينبغي، أو بدأ في متصفح آخر.
id-trouble-flow-over-next = ارجع إلى التطبيق وابدأ من هناك مرة أخرى.
id-trouble-too-often-title = محاولات كثيرة في وقت قصير
id-trouble-too-often-what = لحماية حسابك، نتوقف قليلًا. لم يتغيّر شيء.
id-trouble-too-often-next = انتظر دقيقة، ثم ارجع صفحة واحدة وحاول مرة أخرى.

## رسائل مجموعة مستخدمين

id-mail-subject = { $code } هو رمزك في { $app }
id-mail-account = أدخل شخص ما، نرجو أن تكون أنت، هذا البريد الإلكتروني في { $app }.
id-mail-reset = يريد شخص ما، نرجو أن تكون أنت، اختيار كلمة مرور جديدة في { $app }.
id-mail-code = هذا هو رمزك:
id-mail-life = يصلح عشر دقائق. اكتبه فقط في الصفحة التي طلبته منها؛ لن يسألك عنه أحد من { $tenant } أبدًا.
id-mail-not-you = إن لم تكن أنت فلا يلزمك فعل شيء.
