use super::*;

fn url(text: &str) -> Url {
    text.parse().unwrap()
}

fn guard(hosts: &[&str], private: &[&str]) -> Guard {
    Guard::new(hosts, private.iter().map(|rule| rule.parse().unwrap()).collect()).unwrap()
}

fn sockets(addresses: &[&str], port: u16) -> Vec<SocketAddr> {
    addresses.iter().map(|address| SocketAddr::new(address.parse().unwrap(), port)).collect()
}

#[test]
fn addresses_of_the_public_internet_are_public() {
    for address in [
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.112.255",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2600::1",
        "2a00:1450:4001::1",
        "2003::1",
    ] {
        assert!(is_public(address.parse().unwrap()), "{address}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn addresses_of_anything_nearer_are_not_public() {
    for address in [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "169.254.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::ffff:0:7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::7f00:1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ] {
        assert!(!is_public(address.parse().unwrap()), "{address}");
    }
}

#[tokio::test]
async fn every_spelling_of_a_loopback_address_is_refused_even_when_its_host_is_listed() {
    for spelling in [
        "127.0.0.1",
        "127.0.0.1.",
        "2130706433",
        "0x7f000001",
        "0x7F.1",
        "0177.0.0.1",
        "017700000001",
        "127.1",
        "127.0.1",
        "0x7f.0x0.0x0.0x1",
        "１２７.０.０.１",
        "127。0。0。1",
        "%31%32%37.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[0:0:0:0:0:0:0:1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "0",
        "0.0.0.0",
        "[::]",
    ] {
        let url = url(&format!("https://{spelling}/"));
        let guard = guard(&[url.host_str().unwrap()], &[]);
        let refused = guard.check(&url).await;
        assert!(matches!(refused, Err(Blocked::Forbidden(Forbidden::Address { .. }))), "{spelling}: {refused:?}");
    }
}

#[tokio::test]
async fn a_name_of_a_loopback_address_is_refused() {
    let refused = guard(&["localhost"], &[]).check(&url("https://localhost/")).await;
    assert!(matches!(refused, Err(Blocked::Forbidden(Forbidden::Address { .. }))), "{refused:?}");
}

#[test]
fn only_the_hosts_and_ports_of_the_list_are_permitted() {
    let guard = guard(&["Bank.Example", "sso.bank.example:8443", "bücher.example", "[2606:4700::1]:444"], &[]);
    let permitted = [
        "https://bank.example/",
        "https://BANK.example:443/login?a=b",
        "http://bank.example/",
        "https://sso.bank.example:8443/",
        "https://bank.example\\@evil.example/",
        "https://xn--bcher-kva.example/",
        "https://[2606:4700::1]:444/",
    ];
    let refused = [
        "https://bank.example:8443/",
        "https://bank.example:80/",
        "http://bank.example:443/",
        "https://sso.bank.example/",
        "https://evil.bank.example/",
        "https://bank.example.evil.example/",
        "https://bank.example./",
        "https://bank.example@evil.example/",
        "https://me@bank.example/",
        "https://me:word@bank.example/",
        "https://:word@bank.example/",
        "ftp://bank.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "about:blank",
        "wss://bank.example/",
        "https://[2606:4700::1]/",
    ];
    for text in permitted {
        assert_eq!(guard.permits(&url(text)), Ok(()), "{text}");
    }
    for text in refused {
        assert!(guard.permits(&url(text)).is_err(), "{text}");
    }
}

#[test]
fn a_name_with_one_forbidden_address_is_refused() {
    let guard = guard(&["bank.example"], &[]);
    let url = url("https://bank.example/");
    let public = sockets(&["93.184.215.14", "2606:2800::1"], 443);
    assert_eq!(guard.admit(&url, &public), Ok(public.clone()));
    for inside in ["10.0.0.1", "::1", "169.254.169.254"] {
        let mut mixed = public.clone();
        mixed.extend(sockets(&[inside], 443));
        let refused = guard.admit(&url, &mixed).unwrap_err();
        let expected = Forbidden::Address { host: "bank.example".into(), address: inside.parse().unwrap() };
        assert_eq!(refused, expected);
    }
}

#[test]
fn plain_http_is_for_addresses_that_the_operator_allowed() {
    let guard = guard(&["bank.example"], &["10.0.0.0/8"]);
    let plain = url("http://bank.example/");
    assert!(guard.admit(&plain, &sockets(&["10.1.2.3"], 80)).is_ok());
    let refused = guard.admit(&plain, &sockets(&["10.1.2.3", "93.184.215.14"], 80));
    assert_eq!(refused, Err(Forbidden::PlainHttp("bank.example".into())));
}

#[tokio::test]
async fn an_allowed_socket_allows_no_other_port() {
    let guard = guard(&["127.0.0.1:8081", "127.0.0.1:8082", "[::ffff:127.0.0.1]:8081"], &["127.0.0.1:8081"]);
    assert!(guard.check(&url("http://127.0.0.1:8081/")).await.is_ok());
    assert!(guard.check(&url("https://127.1:8081/")).await.is_ok());
    assert!(guard.check(&url("http://127.0.0.1:8082/")).await.is_err());
    assert!(guard.check(&url("http://[::ffff:127.0.0.1]:8081/")).await.is_err());
}

#[test]
fn rules_that_cannot_be_understood_are_refused() {
    for rule in ["", "localhost", "10.0.0.0/33", "10.0.0.0/", "1.2.3", "127.0.0.1:x", "127.0.0.1:99999", "::1:"] {
        assert!(rule.parse::<Allow>().is_err(), "{rule}");
    }
    for rule in
        ["", "a b", "a:b", "a/b", "a:1:2:x", "https://bank.example", "[::1", "*.bank.example", "me@bank.example"]
    {
        assert!(Guard::new(&[rule], vec![]).is_err(), "{rule}");
    }
    for rule in ["127.0.0.0/8", "10.1.2.3", "::1", "fd00::/8", "127.0.0.1:8081", "[::1]:8081"] {
        assert!(rule.parse::<Allow>().is_ok(), "{rule}");
    }
}
