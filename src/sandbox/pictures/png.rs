//! Just enough of PNG: pixels in red, green and blue, not compressed.

/// A white sheet to draw on.
pub struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Canvas {
    /// An empty sheet.
    pub fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[255; 3]; width * height] }
    }

    /// Draws each `#` of the lines as a square, as far as it is on the sheet.
    pub fn stamp(&mut self, lines: &[&str], at: (usize, usize), size: usize, colour: [u8; 3]) {
        for (row, line) in lines.iter().enumerate() {
            for (column, _) in line.bytes().enumerate().filter(|(_, byte)| *byte == b'#') {
                self.square((at.0 + column * size, at.1 + row * size), size, colour);
            }
        }
    }

    fn square(&mut self, (left, top): (usize, usize), size: usize, colour: [u8; 3]) {
        for y in top..(top + size).min(self.height) {
            for x in left..(left + size).min(self.width) {
                self.pixels[y * self.width + x] = colour;
            }
        }
    }

    /// The sheet as a file.
    pub fn png(&self) -> Vec<u8> {
        let number = |size: usize| u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes();
        let mut header = [number(self.width), number(self.height)].concat();
        // Eight bits for each of three colours, and nothing special.
        header.extend([8, 2, 0, 0, 0]);
        let mut rows = Vec::new();
        for row in self.pixels.chunks(self.width) {
            rows.push(0);
            rows.extend(row.as_flattened());
        }
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, content) in [(b"IHDR", header), (b"IDAT", zlib(&rows)), (b"IEND", Vec::new())] {
            file.extend(number(content.len()));
            let marked = [kind.as_slice(), &content].concat();
            file.extend(&marked);
            file.extend(crc32(&marked).to_be_bytes());
        }
        file
    }
}

/// The bytes in blocks that say that they are not compressed.
fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    stream.extend(adler32(bytes).to_be_bytes());
    stream
}

fn adler32(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1, 0), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65521;
        (a, (b + a) % 65521)
    });
    b << 16 | a
}

fn crc32(bytes: &[u8]) -> u32 {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    });
    !sum
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_checksums_are_those_of_the_standards() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11E6_0398);
    }

    #[test]
    fn others_can_read_the_pixels() {
        let mut canvas = Canvas::new(200, 120);
        canvas.stamp(&["#"], (199, 119), 5, [1, 2, 3]);
        let file = canvas.png();
        let at = file.windows(4).position(|window| window == b"IDAT").unwrap() + 4;
        let mut rows = Vec::new();
        flate2::read::ZlibDecoder::new(&file[at..]).read_to_end(&mut rows).unwrap();
        assert_eq!(rows.len(), 120 * (200 * 3 + 1));
        assert_eq!(rows[rows.len() - 6..], [255, 255, 255, 1, 2, 3]);
    }
}
