//! Embedded files and stylesheets, compressed once when they are first asked for.

use std::io::Write;

use brotli::CompressorWriter;
use flate2::{Compression, write::GzEncoder};

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

    /// The bytes in this coding, as small as they get: it is done once for each file.
    pub fn compress(self, bytes: &[u8]) -> Vec<u8> {
        const IN_MEMORY: &str = "a vector takes everything that is written to it";
        match self {
            Self::Brotli => {
                let mut writer = CompressorWriter::new(Vec::new(), 4096, 11, 22);
                writer.write_all(bytes).expect(IN_MEMORY);
                writer.into_inner()
            }
            Self::Gzip => {
                let mut writer = GzEncoder::new(Vec::new(), Compression::best());
                writer.write_all(bytes).expect(IN_MEMORY);
                writer.finish().expect(IN_MEMORY)
            }
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
