# The customer's pages in Portuguese.
#
# What every text may use stands in the English file. Polite form, in words that are used in Portugal and in Brazil.
# Names that are put in have no article and no gender: they never follow "do", "no" or "ao".

## Around every page

language-name = Português
language-switch = Idioma
header-asks = { $tenant } pede que você entre em
header-asked = Login para { $tenant } em
unnamed-tenant = a empresa que o enviou
unnamed-source = o outro site
error-prefix = Erro:
page-title = { $title } – { $source }
test-banner = Este é um login de teste. Não digite senhas verdadeiras.
test-values = Valores para este teste
test-values-more = Mais { $count }
source-says = { $source } diz:
source-open = Abrir { $host }
source-shortened = A mensagem de { $source } é longa demais para esta página. O resto não é mostrado.
picture = Imagem de { $source }
assurance = Passamos isto para { $source } e apagamos quando o login termina. { $tenant } não vê.
assurance-choice = Passamos sua escolha para { $source }. { $tenant } não vê.
foot-runs = Esta página é mantida por { $operator }.
foot-runs-for = Esta página é mantida por { $operator } para { $tenant }.
foot-privacy = Privacidade
foot-help = Ajuda
offline = Você está sem conexão. Esta página continua assim que ela voltar.

## Dates: the month is put into the date

date-and-time = { $day } de { $month } de { $year }, { $time } UTC
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

## Begin

begin-title = Entrar em { $source }
begin-purpose = { $tenant } precisa que você entre para:
begin-purpose-unnamed = { $tenant } precisa que você entre para conectar sua conta.
begin-private = Passamos o que você digita para { $source } e apagamos quando o login termina. { $tenant } não vê sua senha.
begin-phone = Tenha o seu telefone por perto. { $source } pode enviar um código a você.
begin-until = Pode usar este link até
begin-again = Você já começou. Continue de onde parou.
begin-outdated = O que será feito mudou desde que você concordou. Veja de novo, por favor.
begin-asked = Estamos trabalhando na sua conta, e { $source } pergunta algo que só você pode responder. Continue aqui.
plan-title = O que acontece na sua conta
plan-invoices = Suas faturas são lidas.
plan-documents = Seus documentos são lidos.
plan-transactions = Suas movimentações são lidas.
plan-subscriptions = Suas assinaturas são lidas.
plan-pages = Páginas da sua conta são lidas.
plan-files = Arquivos da sua conta são baixados.
plan-no-change = Nada será mudado.
plan-changes = Isto será mudado:
begin-continue = Continuar
begin-doubt = Não sabe se isto é verdadeiro?
begin-doubt-check = Pergunte primeiro a { $tenant }. Use um número de telefone ou um endereço que já conhece, não os da mensagem com este link.
begin-doubt-own = Você também pode fazer isso por conta própria em { $host }. Nada acontece com sua conta até você escolher “Continuar” e entrar.

## Every prompt

prompt-submit = Continuar
prompt-back = Voltar
prompt-cancel = Cancelar o login
prompt-lost-title = Responda outra vez, por favor
prompt-lost = Não sabemos se a sua última resposta chegou. Ela não foi enviada duas vezes.
prompt-returned-title = { $kind ->
    [magic_link] Use o link novo
    [qr_scan] Leia a imagem nova
    [push_approval] Aprove o pedido novo
   *[other] Use o código novo
}
prompt-returned = { $source } encerrou o login enquanto você estava fora, então entramos de novo com o que você tinha digitado. O que chegou antes não vale mais.
prompt-check = Confira estes campos
prompt-look = Pronto, já fiz
prompt-look-again = Ver outra vez
prompt-resend = Enviar outra vez
prompt-resend-link = Enviar um link novo
prompt-resend-picture = Mostrar outra imagem
prompt-watching = Esperando por você. Esta página continua automaticamente.
prompt-tries-left = { $count ->
    [one] Falta uma tentativa. Se falhar, fazemos uma pausa para que { $source } não bloqueie a sua conta.
   *[other] Restam { $count } tentativas.
}
prompt-expires = { $source } espera até
prompt-expired = O tempo acabou. Peça um novo envio.
prompt-deadline = Este login fica aberto até
prompt-deadline-soon = Faltam menos de dois minutos. Este login fica aberto até
prompt-extended = Agora você tem até
prompt-extend = Preciso de mais tempo
shown-number = O seu número
shown-challenge = Digite isto no seu leitor de cartões
choice-recommended = Recomendado
prompt-alternatives = Outras formas
prompt-credentials-title = Entre em { $source }
prompt-credentials-intro = Use os mesmos dados de { $host }.
prompt-identifier-title = Qual é o seu nome de usuário em { $source }?
prompt-identifier-intro = É o mesmo que usa em { $host }.
prompt-password-title = Digite a sua senha de { $source }
prompt-password-intro = É a mesma que usa em { $host }.
prompt-password-who = Entrando como
prompt-password-back = Usar outro nome de usuário
prompt-one_time_code-title = Digite o seu código
prompt-one_time_code-intro = { $source } quer confirmar que é você.
prompt-mfa_method-title = Como { $source } deve confirmar que é você?
prompt-mfa_method-intro = { $source } oferece estas formas.
prompt-destination-title = Para onde deve ir o código?
prompt-destination-intro = { $source } vai enviar um código a você.
prompt-security_question-title = { $count ->
    [one] Responda à sua pergunta de segurança
   *[other] Responda às suas perguntas de segurança
}
prompt-security_question-intro = { $count ->
    [one] { $source } faz a pergunta que você escolheu lá.
   *[other] { $source } faz as perguntas que você escolheu lá.
}
prompt-phone-title = Qual é o seu número de telefone?
prompt-phone-intro = { $source } precisa dele para enviar um código a você.
prompt-email-title = Qual é o seu endereço de e-mail?
prompt-email-intro = { $source } precisa dele para enviar um código a você.
prompt-push_approval-title = Aprove o login no seu telefone
prompt-push_approval-intro = { $source } enviou um pedido ao seu dispositivo. Se for você, aprove.
prompt-push_approval-number-title = Escolha este número no seu telefone
prompt-push_approval-number-intro = { $source } enviou um pedido ao seu dispositivo. Abra o pedido lá e escolha o número abaixo.
prompt-confirm-title = { $source } tem uma pergunta
prompt-confirm-intro = Leia a mensagem e escolha.
prompt-account_choice-title = Que conta quer usar?
prompt-account_choice-intro = Você tem mais de uma em { $source }.
prompt-form-title = { $source } precisa de alguns dados
prompt-form-intro = Estas perguntas vêm de { $host }, do jeito que estão lá.
prompt-magic_link-title = Abra o link que recebeu
prompt-magic_link-intro = { $source } enviou um link a você. Abra o link em qualquer dispositivo, ou copie e cole aqui.
prompt-captcha-title = Digite os caracteres da imagem
prompt-captcha-intro = { $source } quer confirmar que você é uma pessoa.
prompt-image_choice-title = Escolha a sua imagem
prompt-image_choice-intro = { $source } pede a imagem que você escolheu lá.
prompt-question_choice-title = A que pergunta quer responder?
prompt-question_choice-intro = { $source } deixa você escolher.
prompt-partial_secret-title = Digite alguns dos seus caracteres
prompt-partial_secret-intro = { $source } pede alguns caracteres de algo que só você sabe. Nunca digite tudo.
prompt-challenge_response-title = Use o seu leitor de cartões
prompt-challenge_response-intro = Digite os dígitos abaixo no seu leitor. Depois digite aqui o que ele mostra.
prompt-qr_scan-title = Leia esta imagem com o seu telefone
prompt-qr_scan-intro = Abra a app de { $source } e aponte o telefone para a imagem. Se lê isto nesse mesmo telefone, use outra forma.
prompt-new_password-title = Escolha uma senha nova para { $source }
prompt-new_password-intro = { $source } pede uma senha nova agora. Use uma que não usa em nenhum outro lugar, e conserve-a: nós não o fazemos.
prompt-sso-title = É sua organização que faz o login
prompt-sso-intro = { $source } quer enviar você ao login próprio da sua organização. Isso não pode ser feito com segurança nesta página.
prompt-passkey-title = Aqui não é possível usar uma chave de acesso
prompt-passkey-intro = { $source } pede uma chave de acesso (“passkey”). Ela só funciona em { $host }, e é isso que a torna segura.
prompt-source_hold-title = { $source } pede que você espere
prompt-source_hold-intro = Não tem de fazer nada. Deixe esta página aberta, ou volte mais tarde.
prompt-source_hold-until = Não antes de

## Codes, by how they arrive

code-sms-title = Digite o código que chegou por SMS
code-sms-intro = { $source } envia o código ao seu telefone. Pode demorar um minuto.
code-call-title = Digite o código da chamada
code-call-intro = { $source } liga para você e diz o código.
code-email-title = Digite o código que chegou por e-mail
code-email-intro = { $source } envia o código a você. Veja também na pasta de spam.
code-authenticator-title = Digite o código da sua app de autenticação
code-authenticator-intro = Abra a app e procure { $source }.
code-app-title = Digite o código da app de { $source }
code-app-intro = Abra a app no seu telefone. Ela mostra um código.
code-push-title = Digite o código da mensagem no seu dispositivo
code-push-intro = { $source } enviou uma mensagem ao seu dispositivo. Abra a mensagem para ver o código.
code-token-title = Digite o código do seu dispositivo de segurança
code-token-intro = Aperte o botão, ou abra a app, e digite o código que aparece.
code-backup-title = Digite um código de reserva
code-backup-intro = Use um dos códigos que guardou para { $source }.
code-hint-digits = { $length ->
    [one] { $length } dígito
   *[other] { $length } dígitos
}
code-hint-characters = { $length ->
    [one] { $length } letra ou dígito
   *[other] { $length } letras e dígitos
}
code-resend = Enviar um código novo
code-resend-wait = { $seconds ->
    [one] Pode pedir um código novo dentro de { $seconds } segundo.
   *[other] Pode pedir um código novo dentro de { $seconds } segundos.
}
code-resent = Pedimos um código novo a { $source }. Use o mais recente.

## Fields

field-identifier = Nome de usuário ou e-mail
field-password = Senha
field-code = Código
field-answer = A sua resposta
field-phone = Número de telefone
field-phone-hint = Com o código do país se for do estrangeiro, por exemplo +44 20 7946 0000
field-email = Endereço de e-mail
field-choice = Opções
field-other = A sua resposta
field-character = Caractere
field-captcha = Caracteres
field-new-password = Senha nova
field-new-password-again = Senha nova outra vez
field-link = O link, se quiser colar aqui
field-choose = Escolha, por favor
field-optional = Deixe vazio se não tiver
secret-show = Mostrar
secret-hide = Ocultar
secret-show-label = Mostrar: { $label }
secret-hide-label = Ocultar: { $label }

## What is wrong with a field

problem-missing = { $field ->
    [identifier] Digite o seu nome de usuário ou e-mail
    [password] Digite a sua senha
    [code] Digite o código
    [phone] Digite o seu número de telefone
    [email] Digite o seu endereço de e-mail
    [choice] Escolha uma das opções
    [captcha] Digite os caracteres da imagem
    [password_again] Digite outra vez a senha nova
    [answer] Responda à pergunta: { $label }
   *[other] Preencha este campo: { $label }
}
problem-too-long = É longo demais. Veja se foi colado mais alguma coisa.
problem-not-offered = Esta opção já não é oferecida. Escolha outra.
problem-not-a-code = { $length ->
    [0] Isto não parece o código. Verifique e digite outra vez.
   *[other] O código tem { $length } { $alphabet ->
        [letters] letras e dígitos
       *[digits] dígitos
    }. Verifique e digite outra vez.
}
problem-not-a-phone = Isto não parece um número de telefone. Verifique os dígitos.
problem-not-an-email = Isto não parece um endereço de e-mail. Precisa de um @.

problem-not-a-link = Isto não parece o link. Ele começa por https:// e pode ser longo.
problem-not-a-date = Isto não parece uma data. Escreva ano, mês e dia, por exemplo 2026-03-31.
problem-not-the-same = As duas senhas não são iguais. Digite outra vez.

## Waiting

waiting-opening-title = Abertura de { $source }
waiting-opening = Estamos carregando a página de login para você. Costuma levar alguns segundos.
waiting-checking-title = { $source } verifica os dados
waiting-checking = Já passamos o que você digitou. Costuma levar alguns segundos.
waiting-slow = Está demorando mais do que o normal. Você não precisa fazer nada.
waiting-source-slow = { $source } está respondendo devagar agora: pode levar um ou dois minutos. Você não precisa fazer nada.
waiting-stay = Deixe esta página aberta.
waiting-refresh = Nada acontece? Verificar outra vez

## Done and receipt

done-title = Você entrou
done-source = { $source } aceitou o seu login.
done-next = { $tenant } cuida do resto. Não precisa esperar: pode fechar esta página.
done-follows = Estamos trabalhando nisso. Esta página avisa quando terminar.
receipt-title = Tudo pronto
receipt-what = Você entrou em { $source }, e { $tenant } tem tudo o que pediu.
receipt-at = Terminado em
receipt-at-time = Terminado às
receipt-next = Não há mais nada a fazer. Pode fechar esta página.
doing-opening = Abrindo uma página da sua conta
doing-invoices = Lendo suas faturas
doing-documents = Lendo seus documentos
doing-transactions = Lendo suas movimentações
doing-subscriptions = Lendo suas assinaturas
doing-pages = Lendo uma página da sua conta
doing-files = Baixando um arquivo da sua conta
doing-waiting = Esperando { $source }
doing-filling = Preenchendo um formulário
doing-sending = Enviando um formulário
doing-working = Trabalhando na sua conta
progress-label = Andamento
progress-step = Passo { $step } de { $steps }
deeds-title = O que foi feito na sua conta
deeds-pages = Páginas lidas
deeds-files = Arquivos obtidos
deeds-writes = Mudanças enviadas
way-back = Voltar a { $tenant }

## Failed, expired and the rest

failed-next = O que pode fazer
failed-again = Tentar outra vez
expired-ask = Pedir um link novo
expired-asked = Avisamos a empresa que enviou este link. Ela enviará um novo a você se ainda precisar do seu login.
elsewhere-restart = Começar de novo aqui
elsewhere-no-link-next = Volte ao outro navegador, ou abra neste o link da sua mensagem.
elsewhere-restart-note = O login no outro navegador vai terminar.
not-found-title = Este link não funciona
not-found-what = Talvez falte uma parte do endereço.
not-found-next = Abra outra vez o link da sua mensagem, ou copie o link inteiro. Se isso não ajudar, peça um novo à empresa que o enviou.
error-internal-title = Algo deu errado do nosso lado
error-internal-what = Desculpe. Não é nada que você tenha digitado.
error-internal-next = Espere um momento e abra outra vez o link da sua mensagem.
error-cookie-title = O seu navegador não guardou o nosso cookie
error-cookie-what = Precisamos de um cookie para saber que ainda é você. Não o usamos para mais nada.
error-cookie-next = Permita cookies para este site, ou saia do modo privado, e abra outra vez o link da sua mensagem.
error-busy-title = Tentativas demais em pouco tempo
error-busy-what = Para proteger a sua conta, fazemos uma pequena pausa.
error-busy-next = Espere um minuto e abra outra vez o link da sua mensagem.
error-form-title = Não foi possível aceitar este formulário
error-form-what = Ele não veio da nossa página no seu navegador, então não passamos nada adiante.
error-form-next = Abra outra vez o link da sua mensagem e siga a partir daí.
error-request = Se pedir ajuda, indique este número:

## Refusals: title, what happened, what to do next

refusal-link_not_found-title = Este link não funciona
refusal-link_not_found-what = Não conhecemos este link. Talvez falte uma parte.
refusal-link_not_found-next = Abra outra vez o link da sua mensagem, ou peça um novo a { $tenant }.

refusal-link_expired-title = Este link expirou
refusal-link_expired-what = Para sua segurança, os links só funcionam durante um tempo limitado.
refusal-link_expired-next = Para entrar, peça um link novo a { $tenant }.

refusal-link_revoked-title = Este link já não é preciso
refusal-link_revoked-what = { $tenant } retirou o link. Nada acontece à sua conta.
refusal-link_revoked-next = Se acha que é um engano, peça um link novo a { $tenant }.

refusal-link_completed-title = Isto já está feito
refusal-link_completed-what = Alguém já entrou com este link.
refusal-link_completed-next = Não há mais nada a fazer. Se não foi você, avise { $tenant }.

refusal-flow_timed_out-title = O login demorou demais
refusal-flow_timed_out-what = Encerramos o login para proteger sua conta.
refusal-flow_timed_out-next = Comece de novo quando tiver alguns minutos.

refusal-flow_elsewhere-title = Você está entrando em outro navegador
refusal-flow_elsewhere-what = Alguém abriu este link em outro navegador ou em outro dispositivo. Para sua segurança, o login continua só lá.
refusal-flow_elsewhere-next = Volte a esse navegador, ou comece de novo aqui.

refusal-cancelled_by_customer-title = Você cancelou o login
refusal-cancelled_by_customer-what = Encerramos o login. { $tenant } não recebeu nada.
refusal-cancelled_by_customer-next = Pode fechar esta página, ou tentar outra vez se mudou de ideia.

refusal-flow_interrupted-title = O login foi interrompido
refusal-flow_interrupted-what = A ligação caiu do nosso lado. Nada foi enviado duas vezes.
refusal-flow_interrupted-next = Comece de novo. Desculpe o incômodo.

refusal-invalid_credentials-title = Este usuário e esta senha não conferem
refusal-invalid_credentials-what = { $source } não conhece este nome de usuário com esta senha.
refusal-invalid_credentials-next = Tente outra vez, ou redefina a sua senha em { $host }.

refusal-invalid_identifier-title = Este nome de usuário não funcionou
refusal-invalid_identifier-what = { $source } não conseguiu usá-lo.
refusal-invalid_identifier-next = Verifique e digite outra vez.

refusal-missing_credentials-title = Falta alguma coisa
refusal-missing_credentials-what = { $source } precisa de todos os campos desta página.
refusal-missing_credentials-next = Preencha todos os campos e continue.

refusal-invalid_tenant-title = Esta organização não funcionou
refusal-invalid_tenant-what = { $source } não conhece a organização ou o número de cliente indicado.
refusal-invalid_tenant-next = Verifique, por exemplo numa conta ou carta, e digite outra vez.

refusal-wrong_login_method-title = Esta conta entra de outra forma
refusal-wrong_login_method-what = { $source } não aceita uma senha para esta conta.
refusal-wrong_login_method-next = Use outra forma que seja oferecida, ou outra conta.

refusal-login_attempts_exceeded-title = Tentativas demais por agora
refusal-login_attempts_exceeded-what = Paramos antes que { $source } bloqueie a sua conta.
refusal-login_attempts_exceeded-next = Espere um pouco e verifique a sua senha em { $host }. Depois tente outra vez aqui.

refusal-credentials_expired-title = A sua senha tem de ser mudada
refusal-credentials_expired-what = { $source } pede uma senha nova antes do login.
refusal-credentials_expired-next = Mude a senha em { $host }. Depois volte e tente outra vez.

refusal-credentials_managed_by_organisation-title = A sua organização cuida desta conta
refusal-credentials_managed_by_organisation-what = Em { $source } você só pode entrar pela sua organização.
refusal-credentials_managed_by_organisation-next = Pergunte a quem cuida da sua conta, ou use outra conta.

refusal-account_locked-title = A sua conta está bloqueada
refusal-account_locked-what = { $source } bloqueou a conta por agora. Talvez os seus dados estejam certos.
refusal-account_locked-next = Desbloqueie a conta em { $host }, ou peça ajuda lá. Depois volte e tente outra vez.

refusal-account_disabled-title = A sua conta não pode ser usada por agora
refusal-account_disabled-what = { $source } não deixa esta conta entrar.
refusal-account_disabled-next = Peça ajuda a { $source }. Quando a conta funcionar, volte e tente outra vez.

refusal-account_not_found-title = Não encontramos esta conta
refusal-account_not_found-what = { $source } não tem nenhuma conta com o que você digitou.
refusal-account_not_found-next = Verifique como está escrito, ou use outro nome de usuário ou e-mail.

refusal-account_setup_incomplete-title = A sua conta ainda não está pronta
refusal-account_setup_incomplete-what = { $source } precisa primeiro de mais alguns dados seus.
refusal-account_setup_incomplete-next = Entre em { $host } e termine a configuração. Depois volte e tente outra vez.

refusal-user_action_required-title = { $source } precisa que você faça algo primeiro
refusal-user_action_required-what = Talvez tenha de aceitar novas condições ou confirmar os seus dados pessoais. Só você o deve fazer.
refusal-user_action_required-next = Entre em { $host } e siga os passos. Depois volte e tente outra vez.

refusal-already_signed_in_elsewhere-title = Você já entrou em outro lugar
refusal-already_signed_in_elsewhere-what = { $source } só permite um login por vez.
refusal-already_signed_in_elsewhere-next = Saia de lá e continue aqui.

refusal-mfa_code_invalid-title = { $kind ->
    [magic_link] Esse link não funcionou
   *[other] Esse código não funcionou
}
refusal-mfa_code_invalid-what = { $kind ->
    [magic_link] { $source } não aceitou o link.
   *[other] { $source } não aceitou o código.
}
refusal-mfa_code_invalid-next = { $kind ->
    [magic_link] Use o mais recente.
   *[other] Digite o mais recente.
}

refusal-mfa_code_expired-title = { $kind ->
    [magic_link] Esse link expirou
   *[other] Esse código expirou
}
refusal-mfa_code_expired-what = { $kind ->
    [magic_link] Os links valem só por pouco tempo.
   *[other] Os códigos valem só por pouco tempo.
}
refusal-mfa_code_expired-next = { $kind ->
    [magic_link] Peça um link novo e use esse.
   *[other] Peça um código novo e digite esse.
}

refusal-mfa_timed_out-title = O código demorou demais
refusal-mfa_timed_out-what = { $source } deixou de esperar pelo código.
refusal-mfa_timed_out-next = Tente outra vez, com o seu telefone ou a sua app por perto.

refusal-mfa_attempts_exceeded-title = Foram tentados códigos demais
refusal-mfa_attempts_exceeded-what = { $source } não aceita mais códigos por agora.
refusal-mfa_attempts_exceeded-next = Espere um pouco e tente outra vez com um código novo.

refusal-mfa_delivery_failed-title = Não foi possível enviar o código
refusal-mfa_delivery_failed-what = { $source } não conseguiu chegar até você desta forma.
refusal-mfa_delivery_failed-next = Tente mais uma vez, ou escolha outra forma se houver.

refusal-mfa_resend_too_soon-title = Ainda é cedo para um código novo
refusal-mfa_resend_too_soon-what = { $source } pede que você espere um pouco entre os códigos.
refusal-mfa_resend_too_soon-next = Use o código que tem, ou peça outro daqui a pouco.

refusal-mfa_method_unsupported-title = Esta forma não funciona aqui
refusal-mfa_method_unsupported-what = Não podemos transmitir este tipo de confirmação.
refusal-mfa_method_unsupported-next = Escolha outra forma.

refusal-mfa_not_configured-title = A sua conta precisa de um segundo passo
refusal-mfa_not_configured-what = { $source } pede que você configure códigos antes de entrar.
refusal-mfa_not_configured-next = Configure os códigos em { $host }. Depois volte e tente outra vez.

refusal-push_denied-title = O login foi recusado
refusal-push_denied-what = Alguém respondeu que não no seu telefone ou na sua app.
refusal-push_denied-next = Se foi sem querer, tente outra vez. Se não foi você, avise { $source }.

refusal-push_timed_out-title = Ninguém aprovou a tempo
refusal-push_timed_out-what = { $source } esperou por um sim do seu telefone ou da sua app.
refusal-push_timed_out-next = Tenha o seu telefone por perto e tente outra vez.

refusal-security_answer_wrong-title = Esta resposta não confere
refusal-security_answer_wrong-what = { $source } esperava outra resposta.
refusal-security_answer_wrong-next = Verifique como está escrita e digite outra vez.

refusal-answer_refused-title = Esta resposta não funcionou
refusal-answer_refused-what = { $source } não conseguiu usá-la.
refusal-answer_refused-next = Verifique e tente outra vez.

refusal-captcha_failed-title = Estes caracteres não conferem
refusal-captcha_failed-what = { $source } não os aceitou.
refusal-captcha_failed-next = Tente mais uma vez com a imagem nova.

refusal-source_unavailable-title = { $source } não está respondendo
refusal-source_unavailable-what = O site não respondeu.
refusal-source_unavailable-next = Espere alguns minutos e tente outra vez.

refusal-source_maintenance-title = { $source } está em manutenção
refusal-source_maintenance-what = Há trabalhos em curso no site.
refusal-source_maintenance-next = Tente mais tarde com o mesmo link.

refusal-source_error-title = { $source } indicou um problema
refusal-source_error-what = O site não conseguiu concluir o login.
refusal-source_error-next = Espere alguns minutos e tente outra vez.

refusal-source_changed-title = { $source } mostrou uma página inesperada
refusal-source_changed-what = Paramos porque não digitamos seus dados em uma página que não conhecemos.
refusal-source_changed-next = Tente mais tarde. Vamos ver o que aconteceu.

refusal-source_blocked_us-title = { $source } não nos deixou entrar
refusal-source_blocked_us-what = O site recusou nossa conexão. Não tem nada a ver com sua conta.
refusal-source_blocked_us-next = Tente mais tarde com o mesmo link.

refusal-source_rate_limited-title = { $source } tem muito tráfego
refusal-source_rate_limited-what = O site pede que sejamos mais lentos.
refusal-source_rate_limited-next = Espere alguns minutos e tente outra vez.

refusal-source_not_supported-title = Não é possível entrar por aqui
refusal-source_not_supported-what = Não podemos transmitir o que { $source } pede.
refusal-source_not_supported-next = Não tem de fazer nada. { $tenant } vai encontrar outra forma com você.

refusal-consent_declined-title = Você não concordou
refusal-consent_declined-what = { $source } precisa do seu acordo para continuar. Nada foi mudado.
refusal-consent_declined-next = Pode fechar esta página, ou tentar outra vez se mudou de ideia.
refusal-consent_outdated-title = O que será feito mudou
refusal-consent_outdated-what = Enquanto você entrava, { $tenant } mudou o que será feito na sua conta. Paramos. Nada foi lido nem mudado.
refusal-consent_outdated-next = Veja o que será feito agora. Se concordar, entre de novo.

refusal-workflow_failed-title = Você entrou, mas o resto falhou
refusal-workflow_failed-what = Entramos em { $source }, mas não conseguimos concluir o que { $tenant } pediu.
refusal-workflow_failed-next = Tente outra vez. Se voltar a acontecer, avise { $tenant }.

refusal-internal-title = Algo deu errado do nosso lado
refusal-internal-what = Desculpe. Não é nada que você tenha digitado.
refusal-internal-next = Espere um momento e tente outra vez.

## Páginas de um grupo de usuários, nas quais se entra em { $app }

id-promote-title = Faça dela a sua conta
id-promote-intro = Você mantém tudo o que fez como convidado. Com o seu e-mail, pode voltar de qualquer aparelho.
id-create-title = Criar uma conta
id-create-intro = Com ela você entra em { $app }. Antes, enviamos um código para o seu e-mail.
id-reset-title = Senha nova
id-reset-intro = Enviamos um código para o e-mail da sua conta. Depois você escolhe uma senha nova.
id-verify-intro = Enviamos um código de seis algarismos para { $email }. Ele vale dez minutos. Procure também na pasta de spam.
id-code-wrong = { $count ->
    [one] Este não é o código. Resta uma tentativa.
   *[other] Este não é o código. Restam { $count } tentativas.
}
id-code-malformed = O código tem seis algarismos. Verifique e digite outra vez.
id-code-over = Este código não vale mais. Peça um novo.
id-password-title = Escolha uma senha
id-password-intro = A partir de agora você entra em { $app } com ela.
id-password-keep = Um último passo: você mantém tudo o que fez como convidado e, a partir de agora, entra com esta senha.
id-password-hint = Pelo menos 8 caracteres. Algumas palavras que só você juntaria são uma boa escolha.
id-password-too-short = Use pelo menos 8 caracteres.
id-password-too-long = Esta senha é longa demais. Use uma mais curta.
id-password-too-easy = Esta senha é fácil de adivinhar. Faça uma mais longa, por exemplo com algumas palavras.
id-signin-title = Entrar em { $app }
id-signin = Entrar
id-wrong-title = O e-mail e a senha não combinam
id-wrong-next = Verifique os dois. Se não sabe mais a senha, pode escolher uma nova.
id-owner-title = Entre na sua conta
id-owner-intro = Você já tem uma conta com este e-mail. { $app } decide o que acontece com o que você fez como convidado.
id-taken-title = Este e-mail já tem uma conta
id-taken-promote = Você continua como convidado e nada mudou. Use um e-mail diferente de { $email }, ou volte e entre em { $app } com ele.
id-taken-merge = Você continua como convidado e nada mudou. Pode entrar com { $email }, ou usar outro e-mail.
id-taken-create = Você pode entrar com { $email }. Se não sabe mais a senha, pode escolher uma nova.
id-unknown-title = Não há conta com este e-mail
id-unknown-what = Verifique se foi com { $email } que se cadastrou, ou crie uma conta.
id-signin-instead = Entrar nessa conta
id-other-address = Usar outro e-mail
id-to-create = Criar uma conta
id-to-signin = Tenho uma conta
id-to-reset = Não sei a minha senha
id-cancel = Parar e voltar a { $app }
id-mfa-title = Mais um passo
id-mfa-intro = Digite o código que o seu aplicativo autenticador mostra. Se não o tiver à mão, um dos seus códigos de recuperação também serve.
id-mfa-field = Código do aplicativo ou de recuperação
id-mfa-wrong = Este código não está certo ou já foi usado. Espere pelo próximo e digite-o.
id-mfa-paused = Códigos errados demais. Espere um pouco antes de tentar de novo.
id-mfa-malformed = Um código do aplicativo tem 6 algarismos. Um código de recuperação tem 16 letras e algarismos.
id-mfa-back = Entrar com outra conta
id-signout-title = Quer sair?
id-signout-what = Você vai sair neste navegador e dos aplicativos que abriu nele.
id-signout = Sair
id-signout-stay = Se não quiser sair, feche esta página.
id-account-title = A sua conta
id-account-how = Como você entra
id-account-password = Mudar a senha
id-account-second-set-up = Adicionar um aplicativo autenticador
id-account-second-change = Mudar o segundo passo
id-account-second-off = Com um aplicativo autenticador no seu telefone, ninguém entra só com a sua senha.
id-account-second-on = { $count ->
    [one] O segundo passo está ligado. Resta { $count } código de recuperação; peça outros.
   *[other] O segundo passo está ligado. Restam { $count } códigos de recuperação.
}
id-account-places = Onde você entrou
id-account-this = Este navegador
id-account-browser = { $browser } em { $system }
id-account-application = { $app }, por si só
id-account-unknown = Outro navegador
id-account-used = Último uso:
id-account-end = Sair lá
id-account-end-others = Sair em todos os outros lugares
id-account-done-password-changed = A sua senha foi mudada. Você saiu em todos os outros lugares.
id-account-done-second-factor-on = O segundo passo está ligado. Na próxima vez, você vai precisar do aplicativo para entrar.
id-account-done-second-factor-off = O segundo passo está desligado. A sua senha basta de novo.
id-account-done-signed-out-there = Você saiu lá.
id-to-account = Voltar à sua conta
id-change-intro = Você vai sair em todos os outros lugares.
id-change-current = Senha atual
id-change-wrong = Esta não é a sua senha atual.
id-save = Salvar
id-app-title = Adicionar um aplicativo autenticador
id-app-scan = Leia esta imagem com um aplicativo autenticador no seu telefone. Depois ele mostra um código novo a cada 30 segundos.
id-app-picture = Imagem para o aplicativo autenticador; a chave está escrita abaixo
id-app-type = Ou digite esta chave no aplicativo:
id-app-open = Abrir num aplicativo deste aparelho
id-app-code = Código que o aplicativo mostra
id-app-wrong = Este código não serve. Veja se o relógio do seu aparelho está certo e digite o código mais novo.
id-app-on = Ligar
id-recovery-title = Guarde estes códigos de recuperação
id-recovery-what = Se perder o telefone, cada um destes códigos deixa você entrar uma vez. Imprima-os, ou anote-os e guarde-os num lugar seguro.
id-recovery-once = Eles são mostrados só desta vez. Você pode pedir outros a qualquer hora; estes deixam então de valer.
id-recovery-kept = Eu os guardei
id-second-intro = Para mudar algo aqui, digite um código do seu aplicativo ou um código de recuperação.
id-second-new-codes = Pedir novos códigos de recuperação
id-second-off = Desligar o segundo passo
id-passkey-signin = Entrar com uma chave de acesso
id-passkey-failed = Não deu certo. Tente de novo ou entre com a sua senha.
id-passkey-refused = Esta chave de acesso não é conhecida aqui. Entre com a sua senha.
id-account-passkeys = Chaves de acesso
id-account-passkey-none = Com uma chave de acesso, você entra com a sua impressão digital, o seu rosto ou o PIN do seu aparelho.
id-account-passkey-added-at = Adicionada:
id-account-passkey-remove = Remover
id-account-done-passkey-added = A chave de acesso foi adicionada. De agora em diante, você pode entrar com ela.
id-account-done-passkey-removed = A chave de acesso foi removida. Ninguém mais pode entrar com ela.
id-account-keys = Entrar com a impressão digital ou o rosto
id-account-keys-what = Nestes aparelhos, um aplicativo deixa você entrar com a sua impressão digital ou o seu rosto.
id-account-key-unknown = Um aparelho
id-account-done-key-removed = Removido. Nesse aparelho não se entra mais com a sua impressão digital nem com o seu rosto.
id-passkey-add = Adicionar uma chave de acesso
id-passkey-intro = Com uma chave de acesso, você entra com a sua impressão digital, o seu rosto ou o PIN do seu aparelho. Ela não pode ser adivinhada, e não é preciso digitar nada.
id-passkey-make = Adicionar este aparelho
id-passkey-instead = Usar uma chave de acesso no lugar
id-passkey-not-added = Não deu certo, e nada foi adicionado. Tente de novo.
id-passkey-scripts = As chaves de acesso precisam de JavaScript. Ligue-o no seu navegador e carregue esta página de novo.
id-done-title = Você entrou
id-done-next = Pode fechar esta página e voltar a { $app }.
id-signed-out-title = Você saiu
id-signed-out-next = Pode fechar esta página.
id-trouble-promotion-over-title = Esta página não vale mais
id-trouble-promotion-over-what = Ela vale por pouco tempo e uma só vez. Você não perdeu nada.
id-trouble-promotion-over-next = Volte ao aplicativo e comece outra vez.
id-trouble-guests-off-title = Aqui não há convidados
id-trouble-guests-off-what = { $tenant } não aceita convidados no momento.
id-trouble-guests-off-next = Volte ao aplicativo e entre por lá.
id-trouble-unknown-client-title = Não conhecemos este aplicativo
id-trouble-unknown-client-what = O endereço que trouxe você aqui não está certo. Nada aconteceu.
id-trouble-unknown-client-next = Volte ao aplicativo. Se acontecer outra vez, avise { $tenant }.
id-trouble-flow-over-title = Este início de sessão acabou
id-trouble-flow-over-what = Demorou demais ou começou em outro navegador.
id-trouble-flow-over-next = Volte ao aplicativo e comece outra vez.
id-trouble-too-often-title = Tentativas demais em pouco tempo
id-trouble-too-often-what = Para proteger a sua conta, fazemos uma pequena pausa. Nada mudou.
id-trouble-too-often-next = Espere um minuto, volte uma página e tente outra vez.

## Mensagens de um grupo de usuários

id-mail-subject = { $code } é o seu código para { $app }
id-mail-account = Alguém, esperamos que você, deu este e-mail em { $app }.
id-mail-reset = Alguém, esperamos que você, quer escolher uma senha nova em { $app }.
id-mail-code = Este é o seu código:
id-mail-life = Ele vale dez minutos. Digite-o só na página em que o pediu; ninguém de { $tenant } vai pedi-lo a você.
id-mail-not-you = Se não foi você, não precisa fazer nada.
