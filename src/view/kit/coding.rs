//! The content codings that embedded files are kept in.

/// A content coding that browsers ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    /// The best coding in an `Accept-Encoding` header; `None` where only the plain bytes are accepted.
    pub fn accepted(header: &str) -> Option<Self> {
        let accepts = |name: &str| {
            header.split(',').any(|part| {
                let (coding, weight) = part.split_once(';').unwrap_or((part, "q=1"));
                coding.trim().eq_ignore_ascii_case(name)
                    && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
            })
        };
        if accepts("br") {
            Some(Self::Brotli)
        } else if accepts("gzip") {
            Some(Self::Gzip)
        } else {
            None
        }
    }

    /// The value of `Content-Encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// What the name of a file in this coding ends in.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_chosen_before_gzip_and_neither_where_it_is_refused() {
        let cases = [
            ("gzip, deflate, br, zstd", Some(Coding::Brotli)),
            ("gzip", Some(Coding::Gzip)),
            ("br;q=0, gzip;q=0.5", Some(Coding::Gzip)),
            ("identity", None),
            ("", None),
        ];
        for (header, expected) in cases {
            assert_eq!(Coding::accepted(header), expected, "{header}");
        }
    }
}
