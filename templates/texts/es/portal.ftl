# The customer's pages in Spanish.
#
# What every text may use stands in the English file. Polite form, understood in Spain and in Latin America. Names that
# are put in have no article and no gender.

## Around every page

language-name = Español
language-switch = Idioma
header-asks = { $tenant } le pide que inicie sesión en
header-asked = Inicio de sesión para { $tenant } en
unnamed-tenant = la empresa que lo envió
unnamed-source = el otro sitio
error-prefix = Error:
page-title = { $title } – { $source }
test-banner = Este es un inicio de sesión de prueba. No escriba contraseñas reales.
test-values = Valores para esta prueba
test-values-more = { $count } más
source-says = { $source } dice:
source-open = Abrir { $host }
source-shortened = El mensaje de { $source } es demasiado largo para esta página. El resto no se muestra.
picture = Imagen de { $source }
assurance = Se lo pasamos a { $source } y lo borramos cuando termina el inicio de sesión. { $tenant } no lo ve.
assurance-choice = Pasamos su elección a { $source }. { $tenant } no la ve.
foot-runs = Esta página la gestiona { $operator }.
foot-runs-for = Esta página la gestiona { $operator } para { $tenant }.
foot-privacy = Privacidad
foot-help = Ayuda
offline = No tiene conexión. Esta página sigue en cuanto vuelva.

## Dates: the month is put into the date

date-and-time = { $day } de { $month } de { $year }, { $time } UTC
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

## Begin

begin-title = Iniciar sesión en { $source }
begin-purpose = { $tenant } necesita que inicie sesión para:
begin-purpose-unnamed = { $tenant } necesita que inicie sesión para conectar su cuenta.
begin-private = Pasamos lo que escribe a { $source } y lo borramos cuando termina el inicio de sesión. { $tenant } no ve su contraseña.
begin-phone = Tenga su teléfono cerca. { $source } puede enviarle un código.
begin-until = Puede usar este enlace hasta el
begin-again = Ya había empezado. Siga donde lo dejó.
begin-outdated = Lo que se hará ha cambiado desde que usted lo aceptó. Mírelo otra vez, por favor.
begin-asked = Estamos trabajando en su cuenta, y { $source } pregunta algo que solo usted puede responder. Continúe aquí.
plan-title = Qué pasa en su cuenta
plan-invoices = Se leen sus facturas.
plan-documents = Se leen sus documentos.
plan-transactions = Se leen sus movimientos.
plan-subscriptions = Se leen sus suscripciones.
plan-pages = Se leen páginas de su cuenta.
plan-files = Se descargan archivos de su cuenta.
plan-no-change = No se cambiará nada.
plan-changes = Esto se cambiará:
begin-continue = Continuar
begin-doubt = ¿Duda de que esto sea auténtico?
begin-doubt-check = Pregunte primero a { $tenant }. Use un número de teléfono o una dirección que ya conozca, no los del mensaje con este enlace.
begin-doubt-own = También puede hacerlo usted en { $host }. A su cuenta no le pasa nada hasta que elija «Continuar» e inicie sesión.

## Every prompt

prompt-submit = Continuar
prompt-back = Volver
prompt-cancel = Cancelar el inicio de sesión
prompt-lost-title = Responda otra vez, por favor
prompt-lost = No sabemos si su última respuesta ha llegado. No se envió dos veces.
prompt-returned-title = { $kind ->
    [magic_link] Use el enlace nuevo
    [qr_scan] Escanee la imagen nueva
    [push_approval] Apruebe la solicitud nueva
   *[other] Use el código nuevo
}
prompt-returned = { $source } cerró la sesión durante su ausencia. La hemos iniciado de nuevo con lo que usted había escrito. Lo que recibió antes ya no sirve.
prompt-check = Revise estos datos
prompt-look = Ya lo hice
prompt-look-again = Mirar otra vez
prompt-resend = Enviar otra vez
prompt-resend-link = Enviar un enlace nuevo
prompt-resend-picture = Mostrar otra imagen
prompt-watching = Le esperamos. Esta página sigue sola.
prompt-tries-left = { $count ->
    [one] Queda un intento. Si falla, haremos una pausa para que { $source } no bloquee su cuenta.
   *[other] Le quedan { $count } intentos.
}
prompt-expires = { $source } espera hasta el
prompt-expired = Se acabó el tiempo. Pida otro envío.
prompt-deadline = Este inicio de sesión sigue abierto hasta el
prompt-deadline-soon = Quedan menos de dos minutos. Este inicio de sesión sigue abierto hasta
prompt-extended = Ahora tiene hasta
prompt-extend = Necesito más tiempo
shown-number = Su número
shown-challenge = Escriba esto en su lector de tarjetas
choice-recommended = Recomendado
prompt-alternatives = Otras formas
prompt-credentials-title = Inicie sesión en { $source }
prompt-credentials-intro = Use los mismos datos que en { $host }.
prompt-identifier-title = ¿Cuál es su nombre de usuario en { $source }?
prompt-identifier-intro = Es el mismo que en { $host }.
prompt-password-title = Escriba su contraseña de { $source }
prompt-password-intro = Es la misma que en { $host }.
prompt-password-who = Inicia sesión como
prompt-password-back = Usar otro nombre de usuario
prompt-one_time_code-title = Escriba su código
prompt-one_time_code-intro = { $source } quiere comprobar que es usted.
prompt-mfa_method-title = ¿Cómo debe comprobar { $source } que es usted?
prompt-mfa_method-intro = { $source } ofrece estas formas.
prompt-destination-title = ¿Adónde debe ir el código?
prompt-destination-intro = { $source } le enviará un código.
prompt-security_question-title = { $count ->
    [one] Responda a su pregunta de seguridad
   *[other] Responda a sus preguntas de seguridad
}
prompt-security_question-intro = { $count ->
    [one] { $source } hace la pregunta que usted eligió allí.
   *[other] { $source } hace las preguntas que usted eligió allí.
}
prompt-phone-title = ¿Cuál es su número de teléfono?
prompt-phone-intro = { $source } lo necesita para enviarle un código.
prompt-email-title = ¿Cuál es su correo electrónico?
prompt-email-intro = { $source } lo necesita para enviarle un código.
prompt-push_approval-title = Apruebe el inicio de sesión en su teléfono
prompt-push_approval-intro = { $source } envió una solicitud a su dispositivo. Si es usted, apruébela allí.
prompt-push_approval-number-title = Elija este número en su teléfono
prompt-push_approval-number-intro = { $source } envió una solicitud a su dispositivo. Ábrala allí y elija el número de abajo.
prompt-confirm-title = { $source } tiene una pregunta
prompt-confirm-intro = Lea el mensaje y elija.
prompt-account_choice-title = ¿Qué cuenta quiere usar?
prompt-account_choice-intro = Tiene más de una en { $source }.
prompt-form-title = { $source } necesita algunos datos
prompt-form-intro = Estas preguntas vienen de { $host }, tal como están allí.
prompt-magic_link-title = Abra el enlace que recibió
prompt-magic_link-intro = { $source } le envió un enlace. Ábralo en cualquier dispositivo, o cópielo y péguelo aquí.
prompt-captcha-title = Escriba los caracteres de la imagen
prompt-captcha-intro = { $source } quiere comprobar que es usted una persona.
prompt-image_choice-title = Elija su imagen
prompt-image_choice-intro = { $source } pide la imagen que usted eligió allí.
prompt-question_choice-title = ¿Qué pregunta quiere responder?
prompt-question_choice-intro = { $source } le deja elegir.
prompt-partial_secret-title = Escriba algunos de sus caracteres
prompt-partial_secret-intro = { $source } pide caracteres sueltos de algo que solo usted sabe. Nunca lo escriba entero.
prompt-challenge_response-title = Use su lector de tarjetas
prompt-challenge_response-intro = Escriba las cifras de abajo en su lector. Después escriba aquí lo que muestra.
prompt-qr_scan-title = Escanee esta imagen con su teléfono
prompt-qr_scan-intro = Abra la app de { $source } y escanee la imagen. Si lee esto en ese mismo teléfono, use otra forma.
prompt-new_password-title = Elija una contraseña nueva para { $source }
prompt-new_password-intro = { $source } le pide cambiarla ahora. Use una que no use en ningún otro sitio, y consérvela: nosotros no lo hacemos.
prompt-sso-title = Su organización le da acceso
prompt-sso-intro = { $source } quiere enviarle al inicio de sesión propio de su organización. Eso no se puede hacer con seguridad en esta página.
prompt-passkey-title = Aquí no se puede usar una clave de acceso
prompt-passkey-intro = { $source } pide una clave de acceso («passkey»). Solo funciona en { $host }, y eso es lo que la hace segura.
prompt-source_hold-title = { $source } le pide que espere
prompt-source_hold-intro = No tiene que hacer nada. Deje esta página abierta, o vuelva más tarde.
prompt-source_hold-until = No antes del

## Codes, by how they arrive

code-sms-title = Escriba el código que llegó por SMS
code-sms-intro = { $source } lo envía a su teléfono. Puede tardar un minuto.
code-call-title = Escriba el código de la llamada
code-call-intro = { $source } le llama y se lo dice.
code-email-title = Escriba el código que llegó por correo
code-email-intro = { $source } se lo envía. Mire también en el correo no deseado.
code-authenticator-title = Escriba el código de su app de autenticación
code-authenticator-intro = Abra la app y busque { $source }.
code-app-title = Escriba el código de la app de { $source }
code-app-intro = Abra la app en su teléfono. Le muestra un código.
code-push-title = Escriba el código del mensaje en su dispositivo
code-push-intro = { $source } envió un mensaje a su dispositivo. Ábralo para ver el código.
code-token-title = Escriba el código de su dispositivo de seguridad
code-token-intro = Pulse su botón, o abra su app, y escriba el código que muestra.
code-backup-title = Escriba un código de reserva
code-backup-intro = Use uno de los códigos que guardó para { $source }.
code-hint-digits = { $length ->
    [one] { $length } cifra
   *[other] { $length } cifras
}
code-hint-characters = { $length ->
    [one] { $length } letra o cifra
   *[other] { $length } letras y cifras
}
code-resend = Enviar un código nuevo
code-resend-wait = { $seconds ->
    [one] Podrá pedir un código nuevo en { $seconds } segundo.
   *[other] Podrá pedir un código nuevo en { $seconds } segundos.
}
code-resent = Hemos pedido a { $source } un código nuevo. Use el más reciente.

## Fields

field-identifier = Usuario o correo electrónico
field-password = Contraseña
field-code = Código
field-answer = Su respuesta
field-phone = Número de teléfono
field-phone-hint = Con el prefijo del país si es del extranjero, por ejemplo +44 20 7946 0000
field-email = Correo electrónico
field-choice = Opciones
field-other = Su respuesta
field-character = Carácter
field-captcha = Caracteres
field-new-password = Contraseña nueva
field-new-password-again = Contraseña nueva otra vez
field-link = El enlace, si quiere pegarlo aquí
field-choose = Elija, por favor
field-optional = Déjelo vacío si no tiene
secret-show = Mostrar
secret-hide = Ocultar
secret-show-label = Mostrar: { $label }
secret-hide-label = Ocultar: { $label }

## What is wrong with a field

problem-missing = { $field ->
    [identifier] Escriba su usuario o correo electrónico
    [password] Escriba su contraseña
    [code] Escriba el código
    [phone] Escriba su número de teléfono
    [email] Escriba su correo electrónico
    [choice] Elija una de las opciones
    [captcha] Escriba los caracteres de la imagen
    [password_again] Escriba otra vez la contraseña nueva
    [answer] Responda a la pregunta: { $label }
   *[other] Rellene este campo: { $label }
}
problem-too-long = Es demasiado largo. Mire si se pegó algo más.
problem-not-offered = Esta opción ya no se ofrece. Elija otra.
problem-not-a-code = { $length ->
    [0] Esto no parece el código. Revíselo y escríbalo otra vez.
   *[other] El código tiene { $length } { $alphabet ->
        [letters] letras y cifras
       *[digits] cifras
    }. Revíselo y escríbalo otra vez.
}
problem-not-a-phone = Esto no parece un número de teléfono. Revise las cifras.
problem-not-an-email = Esto no parece un correo electrónico. Necesita una @.

problem-not-a-link = Esto no parece el enlace. Empieza por https:// y puede ser largo.
problem-not-a-date = Esto no parece una fecha. Escriba año, mes y día, por ejemplo 2026-03-31.
problem-not-the-same = Las dos contraseñas no son iguales. Escríbalas otra vez.

## Waiting

waiting-opening-title = Abriendo { $source }
waiting-opening = Estamos cargando su página de inicio de sesión. Suele tardar unos segundos.
waiting-checking-title = { $source } está comprobando
waiting-checking = Hemos pasado lo que escribió. Suele tardar unos segundos.
waiting-slow = Tarda más de lo normal. No tiene que hacer nada.
waiting-source-slow = { $source } responde despacio en este momento: puede tardar un minuto o dos. No tiene que hacer nada.
waiting-stay = Deje esta página abierta.
waiting-refresh = ¿No pasa nada? Comprobar otra vez

## Done and receipt

done-title = Ha iniciado sesión
done-source = { $source } aceptó su inicio de sesión.
done-next = { $tenant } se ocupa del resto. No tiene que esperar: puede cerrar esta página.
done-follows = Estamos en ello. Esta página le avisa cuando termine.
receipt-title = Todo listo
receipt-what = Usted inició sesión en { $source }, y { $tenant } tiene todo lo que pidió.
receipt-at = Terminado el
receipt-at-time = Terminado a las
receipt-next = No queda nada por hacer. Puede cerrar esta página.
doing-opening = Abriendo una página de su cuenta
doing-invoices = Leyendo sus facturas
doing-documents = Leyendo sus documentos
doing-transactions = Leyendo sus movimientos
doing-subscriptions = Leyendo sus suscripciones
doing-pages = Leyendo una página de su cuenta
doing-files = Descargando un archivo de su cuenta
doing-waiting = Esperando a { $source }
doing-filling = Rellenando un formulario
doing-sending = Enviando un formulario
doing-working = Trabajando en su cuenta
progress-label = Progreso
progress-step = Paso { $step } de { $steps }
deeds-title = Lo que se hizo en su cuenta
deeds-pages = Páginas leídas
deeds-files = Archivos obtenidos
deeds-writes = Cambios enviados
way-back = Volver a { $tenant }

## Failed, expired and the rest

failed-next = Qué puede hacer
failed-again = Intentar otra vez
expired-ask = Pedir un enlace nuevo
expired-asked = Hemos avisado a la empresa que envió este enlace. Le enviará uno nuevo si todavía necesita que inicie sesión.
elsewhere-restart = Empezar de nuevo aquí
elsewhere-no-link-next = Vuelva al otro navegador, o abra en este el enlace de su mensaje.
elsewhere-restart-note = El inicio de sesión en el otro navegador terminará.
not-found-title = Este enlace no funciona
not-found-what = Puede que falte una parte de la dirección.
not-found-next = Abra otra vez el enlace de su mensaje, o cópielo entero. Si no funciona, pida uno nuevo a la empresa que lo envió.
error-internal-title = Algo salió mal por nuestra parte
error-internal-what = Lo sentimos. No es por nada que haya escrito.
error-internal-next = Espere un momento y abra otra vez el enlace de su mensaje.
error-cookie-title = Su navegador no guardó nuestra cookie
error-cookie-what = Necesitamos una cookie para saber que sigue siendo usted. No la usamos para nada más.
error-cookie-next = Permita las cookies de este sitio, o salga del modo privado, y abra otra vez el enlace de su mensaje.
error-busy-title = Demasiados intentos en poco tiempo
error-busy-what = Para proteger su cuenta, hacemos una breve pausa.
error-busy-next = Espere un minuto y abra otra vez el enlace de su mensaje.
error-form-title = No pudimos aceptar este formulario
error-form-what = No venía de nuestra página en su navegador, así que no pasamos nada.
error-form-next = Abra otra vez el enlace de su mensaje y siga desde allí.
error-request = Si pide ayuda, dé este número:

## Refusals: title, what happened, what to do next

refusal-link_not_found-title = Este enlace no funciona
refusal-link_not_found-what = No conocemos este enlace. Puede que falte una parte.
refusal-link_not_found-next = Abra otra vez el enlace de su mensaje, o pida uno nuevo a { $tenant }.

refusal-link_expired-title = Este enlace ha caducado
refusal-link_expired-what = Por su seguridad, los enlaces solo sirven durante un tiempo limitado.
refusal-link_expired-next = Para iniciar sesión, pida un enlace nuevo a { $tenant }.

refusal-link_revoked-title = Este enlace ya no hace falta
refusal-link_revoked-what = { $tenant } lo retiró. A su cuenta no le pasa nada.
refusal-link_revoked-next = Si cree que es un error, pida un enlace nuevo a { $tenant }.

refusal-link_completed-title = Esto ya está hecho
refusal-link_completed-what = Alguien ya inició sesión con este enlace.
refusal-link_completed-next = No queda nada por hacer. Si no fue usted, avise a { $tenant }.

refusal-flow_timed_out-title = El inicio de sesión tardó demasiado
refusal-flow_timed_out-what = Lo cerramos para proteger su cuenta.
refusal-flow_timed_out-next = Empiece de nuevo cuando tenga unos minutos.

refusal-flow_elsewhere-title = Está iniciando sesión en otro navegador
refusal-flow_elsewhere-what = Alguien abrió este enlace en otro navegador o en otro dispositivo. Por su seguridad, el inicio de sesión sigue solo allí.
refusal-flow_elsewhere-next = Vuelva a ese navegador, o empiece de nuevo aquí.

refusal-cancelled_by_customer-title = Usted canceló el inicio de sesión
refusal-cancelled_by_customer-what = Lo cerramos. { $tenant } no recibió nada.
refusal-cancelled_by_customer-next = Puede cerrar esta página, o intentarlo otra vez si cambió de idea.

refusal-flow_interrupted-title = El inicio de sesión se interrumpió
refusal-flow_interrupted-what = Se cortó la conexión por nuestra parte. No se envió nada dos veces.
refusal-flow_interrupted-next = Empiece de nuevo. Disculpe la molestia.

refusal-invalid_credentials-title = Ese usuario y esa contraseña no coinciden
refusal-invalid_credentials-what = { $source } no conoce este nombre de usuario con esta contraseña.
refusal-invalid_credentials-next = Inténtelo otra vez o restablezca su contraseña en { $host }.

refusal-invalid_identifier-title = Ese nombre de usuario no funcionó
refusal-invalid_identifier-what = { $source } no pudo usarlo.
refusal-invalid_identifier-next = Revíselo y escríbalo otra vez.

refusal-missing_credentials-title = Falta algo
refusal-missing_credentials-what = { $source } necesita todos los campos de esta página.
refusal-missing_credentials-next = Rellene todos los campos y continúe.

refusal-invalid_tenant-title = Esa organización no funcionó
refusal-invalid_tenant-what = { $source } no conoce la organización o el número de cliente indicado.
refusal-invalid_tenant-next = Revíselo, por ejemplo en una factura o una carta, y escríbalo otra vez.

refusal-wrong_login_method-title = Esta cuenta inicia sesión de otra forma
refusal-wrong_login_method-what = { $source } no acepta una contraseña para esta cuenta.
refusal-wrong_login_method-next = Use otra forma que se ofrezca, u otra cuenta.

refusal-login_attempts_exceeded-title = Demasiados intentos por ahora
refusal-login_attempts_exceeded-what = Paramos antes de que { $source } bloquee su cuenta.
refusal-login_attempts_exceeded-next = Espere un rato y compruebe su contraseña en { $host }. Después inténtelo otra vez aquí.

refusal-credentials_expired-title = Hay que cambiar su contraseña
refusal-credentials_expired-what = { $source } pide una contraseña nueva antes de iniciar sesión.
refusal-credentials_expired-next = Cámbiela en { $host }. Después vuelva e inténtelo otra vez.

refusal-credentials_managed_by_organisation-title = Su organización administra esta cuenta
refusal-credentials_managed_by_organisation-what = En { $source } solo puede iniciar sesión a través de su organización.
refusal-credentials_managed_by_organisation-next = Pregunte a quienes se ocupan de su cuenta, o use otra cuenta.

refusal-account_locked-title = Su cuenta está bloqueada
refusal-account_locked-what = { $source } la bloqueó por ahora. Puede que sus datos sean correctos.
refusal-account_locked-next = Desbloquéela en { $host }, o pregunte a su servicio de ayuda. Después vuelva e inténtelo otra vez.

refusal-account_disabled-title = Su cuenta no se puede usar por ahora
refusal-account_disabled-what = { $source } no permite iniciar sesión con esta cuenta.
refusal-account_disabled-next = Pregunte al servicio de ayuda de { $source }. Cuando funcione, vuelva e inténtelo otra vez.

refusal-account_not_found-title = No encontramos esa cuenta
refusal-account_not_found-what = { $source } no tiene ninguna cuenta con lo que escribió.
refusal-account_not_found-next = Revise cómo está escrito, o use otro nombre de usuario o correo.

refusal-account_setup_incomplete-title = Su cuenta aún no está terminada
refusal-account_setup_incomplete-what = { $source } necesita antes algunos datos más de usted.
refusal-account_setup_incomplete-next = Inicie sesión en { $host } y termine la configuración. Después vuelva e inténtelo otra vez.

refusal-user_action_required-title = { $source } necesita que haga algo antes
refusal-user_action_required-what = Puede que deba aceptar condiciones nuevas o confirmar sus datos de contacto. Solo usted debería hacerlo.
refusal-user_action_required-next = Inicie sesión en { $host } y siga los pasos. Después vuelva e inténtelo otra vez.

refusal-already_signed_in_elsewhere-title = Ya tiene una sesión abierta en otro lugar
refusal-already_signed_in_elsewhere-what = { $source } solo permite una sesión a la vez.
refusal-already_signed_in_elsewhere-next = Cierre esa sesión y después siga aquí.

refusal-mfa_code_invalid-title = { $kind ->
    [magic_link] Ese enlace no funcionó
   *[other] Ese código no funcionó
}
refusal-mfa_code_invalid-what = { $kind ->
    [magic_link] { $source } no aceptó el enlace.
   *[other] { $source } no aceptó el código.
}
refusal-mfa_code_invalid-next = { $kind ->
    [magic_link] Use el más reciente.
   *[other] Escriba el más reciente.
}

refusal-mfa_code_expired-title = { $kind ->
    [magic_link] Ese enlace ha caducado
   *[other] Ese código ha caducado
}
refusal-mfa_code_expired-what = { $kind ->
    [magic_link] Los enlaces solo valen un rato.
   *[other] Los códigos solo valen un rato.
}
refusal-mfa_code_expired-next = { $kind ->
    [magic_link] Pida un enlace nuevo y use ese.
   *[other] Pida un código nuevo y escriba ese.
}

refusal-mfa_timed_out-title = El código tardó demasiado
refusal-mfa_timed_out-what = { $source } dejó de esperar el código.
refusal-mfa_timed_out-next = Inténtelo otra vez con su teléfono o su app a mano.

refusal-mfa_attempts_exceeded-title = Se probaron demasiados códigos
refusal-mfa_attempts_exceeded-what = { $source } no acepta más códigos por ahora.
refusal-mfa_attempts_exceeded-next = Espere un rato e inténtelo otra vez con un código nuevo.

refusal-mfa_delivery_failed-title = No se pudo enviar el código
refusal-mfa_delivery_failed-what = { $source } no pudo comunicarse con usted de esta forma.
refusal-mfa_delivery_failed-next = Inténtelo una vez más, o elija otra forma si se ofrece alguna.

refusal-mfa_resend_too_soon-title = Es pronto para un código nuevo
refusal-mfa_resend_too_soon-what = { $source } le pide esperar un poco entre un código y otro.
refusal-mfa_resend_too_soon-next = Use el código que tiene, o pida otro dentro de un momento.

refusal-mfa_method_unsupported-title = Esta forma no funciona aquí
refusal-mfa_method_unsupported-what = No podemos transmitir este tipo de confirmación.
refusal-mfa_method_unsupported-next = Elija otra forma.

refusal-mfa_not_configured-title = Su cuenta necesita un segundo paso
refusal-mfa_not_configured-what = { $source } le pide configurar códigos antes de iniciar sesión.
refusal-mfa_not_configured-next = Configúrelos en { $host }. Después vuelva e inténtelo otra vez.

refusal-push_denied-title = El inicio de sesión fue rechazado
refusal-push_denied-what = Alguien respondió que no en su teléfono o app.
refusal-push_denied-next = Si fue sin querer, inténtelo otra vez. Si no fue usted, avise a { $source }.

refusal-push_timed_out-title = Nadie lo aprobó a tiempo
refusal-push_timed_out-what = { $source } esperaba un sí desde su teléfono o app.
refusal-push_timed_out-next = Tenga su teléfono a mano e inténtelo otra vez.

refusal-security_answer_wrong-title = Esa respuesta no coincide
refusal-security_answer_wrong-what = { $source } esperaba otra respuesta.
refusal-security_answer_wrong-next = Revise cómo está escrita y escríbala otra vez.

refusal-answer_refused-title = Esa respuesta no funcionó
refusal-answer_refused-what = { $source } no pudo usarla.
refusal-answer_refused-next = Revíselo e inténtelo otra vez.

refusal-captcha_failed-title = Esos caracteres no coinciden
refusal-captcha_failed-what = { $source } no los aceptó.
refusal-captcha_failed-next = Inténtelo otra vez con la imagen nueva.

refusal-source_unavailable-title = { $source } no responde
refusal-source_unavailable-what = Su sitio no respondió.
refusal-source_unavailable-next = Espere unos minutos e inténtelo otra vez.

refusal-source_maintenance-title = { $source } está en mantenimiento
refusal-source_maintenance-what = Están trabajando en su sitio.
refusal-source_maintenance-next = Inténtelo más tarde con el mismo enlace.

refusal-source_error-title = { $source } avisó de un problema
refusal-source_error-what = Su sitio no pudo terminar el inicio de sesión.
refusal-source_error-next = Espere unos minutos e inténtelo otra vez.

refusal-source_changed-title = { $source } mostró una página inesperada
refusal-source_changed-what = Paramos porque no escribimos sus datos en una página que no conocemos.
refusal-source_changed-next = Inténtelo más tarde. Lo estamos mirando.

refusal-source_blocked_us-title = { $source } no nos dejó entrar
refusal-source_blocked_us-what = El sitio rechazó nuestra conexión. No tiene nada que ver con su cuenta.
refusal-source_blocked_us-next = Inténtelo más tarde con el mismo enlace.

refusal-source_rate_limited-title = { $source } tiene mucho tráfico
refusal-source_rate_limited-what = Su sitio nos pide ir más despacio.
refusal-source_rate_limited-next = Espere unos minutos e inténtelo otra vez.

refusal-source_not_supported-title = Aquí no puede iniciar sesión
refusal-source_not_supported-what = No podemos transmitir lo que pide { $source }.
refusal-source_not_supported-next = No tiene que hacer nada. { $tenant } buscará otra forma con usted.

refusal-consent_declined-title = Usted no dio su acuerdo
refusal-consent_declined-what = { $source } necesita su acuerdo para seguir. No se cambió nada.
refusal-consent_declined-next = Puede cerrar esta página, o intentarlo otra vez si cambió de idea.
refusal-consent_outdated-title = Lo que se hará ha cambiado
refusal-consent_outdated-what = Mientras usted iniciaba sesión, { $tenant } cambió lo que se hará en su cuenta. Nos detuvimos. No se leyó ni se cambió nada.
refusal-consent_outdated-next = Mire lo que se hará ahora. Si está de acuerdo, inicie sesión otra vez.

refusal-workflow_failed-title = Ha iniciado sesión, pero falló lo demás
refusal-workflow_failed-what = Iniciamos sesión en { $source }, pero no pudimos terminar lo que pidió { $tenant }.
refusal-workflow_failed-next = Inténtelo otra vez. Si vuelve a pasar, avise a { $tenant }.

refusal-internal-title = Algo salió mal por nuestra parte
refusal-internal-what = Lo sentimos. No es por nada que haya escrito.
refusal-internal-next = Espere un momento e inténtelo otra vez.

## Páginas de un grupo de usuarios, en las que se inicia sesión en { $app }

id-promote-title = Conviértalo en su cuenta
id-promote-intro = Conserva todo lo que hizo como invitado. Con su correo electrónico puede volver desde cualquier dispositivo.
id-create-title = Crear una cuenta
id-create-intro = Con ella inicia sesión en { $app }. Primero enviamos un código a su correo electrónico.
id-reset-title = Contraseña nueva
id-reset-intro = Enviamos un código al correo electrónico de su cuenta. Después elige una contraseña nueva.
id-verify-intro = Enviamos un código de seis cifras a { $email }. Vale diez minutos. Mire también en el correo no deseado.
id-code-wrong = { $count ->
    [one] Este no es el código. Le queda un intento.
   *[other] Este no es el código. Le quedan { $count } intentos.
}
id-code-malformed = El código tiene seis cifras. Revíselo y escríbalo otra vez.
id-code-over = Este código ya no vale. Pida uno nuevo.
id-password-title = Elija una contraseña
id-password-intro = Desde ahora inicia sesión en { $app } con ella.
id-password-keep = Un último paso: conserva todo lo que hizo como invitado y desde ahora inicia sesión con esta contraseña.
id-password-hint = Al menos 8 caracteres. Unas palabras que solo usted juntaría son una buena elección.
id-password-too-short = Use al menos 8 caracteres.
id-password-too-long = Esta contraseña es demasiado larga. Use una más corta.
id-password-too-easy = Esta contraseña es fácil de adivinar. Hágala más larga, por ejemplo con unas palabras.
id-signin-title = Iniciar sesión en { $app }
id-signin = Iniciar sesión
id-wrong-title = El correo electrónico y la contraseña no coinciden
id-wrong-next = Revise los dos. Si ya no sabe la contraseña, puede elegir una nueva.
id-owner-title = Inicie sesión en su cuenta
id-owner-intro = Ya tiene una cuenta con este correo. { $app } decide qué pasa con lo que hizo como invitado.
id-taken-title = Este correo electrónico ya tiene una cuenta
id-taken-promote = Usted sigue como invitado y nada ha cambiado. Use un correo distinto de { $email }, o vuelva e inicie sesión con él en { $app }.
id-taken-merge = Usted sigue como invitado y nada ha cambiado. Puede iniciar sesión con { $email }, o usar otro correo.
id-taken-create = Puede iniciar sesión con { $email }. Si ya no sabe la contraseña, puede elegir una nueva.
id-unknown-title = No hay ninguna cuenta con este correo electrónico
id-unknown-what = Revise si se registró con { $email }, o cree una cuenta.
id-signin-instead = Mejor iniciar sesión
id-other-address = Usar otro correo
id-to-create = Crear una cuenta
id-to-signin = Tengo una cuenta
id-to-reset = No sé mi contraseña
id-cancel = Dejarlo y volver a { $app }
id-mfa-title = Un paso más
id-mfa-intro = Escriba el código que muestra su aplicación de autenticación. Si no la tiene a mano, también sirve uno de sus códigos de recuperación.
id-mfa-field = Código de la aplicación o de recuperación
id-mfa-wrong = Este código no es correcto o ya se usó. Espere al siguiente y escríbalo.
id-mfa-paused = Demasiados códigos eran incorrectos. Espere un rato antes de volver a intentarlo.
id-mfa-malformed = Un código de la aplicación tiene 6 cifras. Un código de recuperación tiene 16 letras y cifras.
id-mfa-back = Entrar con otra cuenta
id-signout-title = ¿Quiere cerrar la sesión?
id-signout-what = Se cerrará la sesión en este navegador y en las aplicaciones que abrió en él.
id-signout = Cerrar la sesión
id-signout-stay = Si no quiere cerrar la sesión, cierre esta página.
id-account-title = Su cuenta
id-account-how = Cómo entra
id-account-password = Cambiar la contraseña
id-account-second-set-up = Añadir una aplicación de autenticación
id-account-second-change = Cambiar el segundo paso
id-account-second-off = Con una aplicación de autenticación en su teléfono, nadie entra solo con su contraseña.
id-account-second-on = { $count ->
    [one] El segundo paso está activado. Le queda un código de recuperación; pida otros.
   *[other] El segundo paso está activado. Le quedan { $count } códigos de recuperación.
}
id-account-places = Dónde tiene la sesión abierta
id-account-this = Este navegador
id-account-browser = { $browser } en { $system }
id-account-application = { $app }, por sí sola
id-account-unknown = Otro navegador
id-account-used = Último uso:
id-account-end = Cerrar la sesión allí
id-account-end-others = Cerrar la sesión en los demás sitios
id-account-done-password-changed = Se cambió su contraseña. La sesión se cerró en los demás sitios.
id-account-done-second-factor-on = El segundo paso está activado. La próxima vez necesitará la aplicación para entrar.
id-account-done-second-factor-off = El segundo paso está desactivado. Vuelve a bastar su contraseña.
id-account-done-signed-out-there = La sesión se cerró allí.
id-to-account = Volver a su cuenta
id-change-intro = La sesión se cerrará en los demás sitios.
id-change-current = Contraseña actual
id-change-wrong = Esta no es su contraseña actual.
id-save = Guardar
id-app-title = Añadir una aplicación de autenticación
id-app-scan = Escanee esta imagen con una aplicación de autenticación en su teléfono. Después muestra un código nuevo cada 30 segundos.
id-app-picture = Imagen para la aplicación de autenticación; la clave está escrita debajo
id-app-type = O escriba esta clave en la aplicación:
id-app-open = Abrir en una aplicación de este dispositivo
id-app-code = Código que muestra la aplicación
id-app-wrong = Este código no encaja. Compruebe que el reloj de su dispositivo va bien y escriba el código más reciente.
id-app-on = Activar
id-recovery-title = Guarde estos códigos de recuperación
id-recovery-what = Si pierde el teléfono, cada uno de estos códigos le deja entrar una vez. Imprímalos, o anótelos y guárdelos en un lugar seguro.
id-recovery-once = Solo se muestran esta vez. Puede pedir otros en cualquier momento; estos dejarán entonces de valer.
id-recovery-kept = Los he guardado
id-second-intro = Para cambiar algo aquí, escriba un código de su aplicación o un código de recuperación.
id-second-new-codes = Pedir otros códigos de recuperación
id-second-off = Desactivar el segundo paso
id-passkey-signin = Entrar con una llave de acceso
id-passkey-failed = No ha funcionado. Inténtelo de nuevo o entre con su contraseña.
id-passkey-refused = Esta llave de acceso no se conoce aquí. Entre con su contraseña.
id-account-passkeys = Llaves de acceso
id-account-passkey-none = Con una llave de acceso entra con su huella, su cara o el PIN de su dispositivo.
id-account-passkey-added-at = Añadida:
id-account-passkey-remove = Quitar
id-account-done-passkey-added = La llave de acceso se añadió. Desde ahora puede entrar con ella.
id-account-done-passkey-removed = La llave de acceso se quitó. Nadie puede entrar ya con ella.
id-account-keys = Entrar con la huella o la cara
id-account-keys-what = En estos dispositivos, una aplicación le deja entrar con su huella o su cara.
id-account-key-unknown = Un dispositivo
id-account-done-key-removed = Quitado. En ese dispositivo ya no se entra con su huella ni con su cara.
id-passkey-add = Añadir una llave de acceso
id-passkey-intro = Con una llave de acceso entra con su huella, su cara o el PIN de su dispositivo. No se puede adivinar y no hay que escribir nada.
id-passkey-make = Añadir este dispositivo
id-passkey-instead = Usar una llave de acceso en su lugar
id-passkey-not-added = No ha funcionado y no se añadió nada. Inténtelo de nuevo.
id-passkey-scripts = Las llaves de acceso necesitan JavaScript. Actívelo en su navegador y vuelva a cargar esta página.
id-done-title = Ha iniciado sesión
id-done-next = Puede cerrar esta página y volver a { $app }.
id-signed-out-title = Ha cerrado la sesión
id-signed-out-next = Puede cerrar esta página.
id-trouble-promotion-over-title = Esta página ya no vale
id-trouble-promotion-over-what = Vale poco tiempo y una sola vez. No ha perdido nada.
id-trouble-promotion-over-next = Vuelva a la aplicación y empiece allí otra vez.
id-trouble-guests-off-title = Aquí no hay invitados
id-trouble-guests-off-what = { $tenant } no admite invitados por ahora.
id-trouble-guests-off-next = Vuelva a la aplicación e inicie sesión allí.
id-trouble-unknown-client-title = No conocemos esta aplicación
id-trouble-unknown-client-what = La dirección que le trajo aquí no es correcta. No ha pasado nada.
id-trouble-unknown-client-next = Vuelva a la aplicación. Si ocurre otra vez, avise a { $tenant }.
id-trouble-flow-over-title = Este inicio de sesión ha terminado
id-trouble-flow-over-what = Tardó demasiado o empezó en otro navegador.
id-trouble-flow-over-next = Vuelva a la aplicación y empiece allí otra vez.
id-trouble-too-often-title = Demasiados intentos en poco tiempo
id-trouble-too-often-what = Para proteger su cuenta, hacemos una breve pausa. Nada ha cambiado.
id-trouble-too-often-next = Espere un minuto, vuelva una página atrás e inténtelo otra vez.

## Correos de un grupo de usuarios

id-mail-subject = { $code } es su código para { $app }
id-mail-account = Alguien, esperamos que usted, dio este correo electrónico en { $app }.
id-mail-reset = Alguien, esperamos que usted, quiere elegir una contraseña nueva en { $app }.
id-mail-code = Este es su código:
id-mail-life = Vale diez minutos. Escríbalo solo en la página en la que lo pidió; nadie de { $tenant } se lo pedirá nunca.
id-mail-not-you = Si no fue usted, no tiene que hacer nada.
