//! Compresses the files of static/, once for each build: no server has to do it when it starts.

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
};

use brotli::CompressorWriter;
use flate2::{Compression, write::GzEncoder};

/// The quality and the window of Brotli at their best.
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=static");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo gives no OUT_DIR"))?;
    let folder = Path::new(&out).join("static");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir(&folder)?;
    for file in fs::read_dir("static")? {
        let file = file?;
        let (name, bytes) = (file.file_name().to_string_lossy().into_owned(), fs::read(file.path())?);
        fs::write(folder.join(format!("{name}.br")), brotli(&bytes)?)?;
        fs::write(folder.join(format!("{name}.gz")), gzip(&bytes)?)?;
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = CompressorWriter::new(Vec::new(), 4096, QUALITY, WINDOW);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    writer.finish()
}
