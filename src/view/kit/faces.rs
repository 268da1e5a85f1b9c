//! Samples of what may stand for a company and a source: logos, an icon, a letter.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    layout::Layout,
    mark::{Image, Mark},
};

/// The layout with wide logos, the source's drawn for light and for dark pages.
pub fn logos(layout: &Layout) -> Layout {
    let company = logo("#0f766e", "Harbour Books", 260);
    let (light, dark) = (logo("#12324a", "northwind", 200), logo("#9fd8ff", "northwind", 200));
    let of_source = Mark { image: Some(light), dark: Some(dark), accent: None };
    dressed(layout, Mark { image: Some(company), ..Mark::default() }, of_source)
}

/// The layout with the icon of the source's site.
pub fn icon(layout: &Layout) -> Layout {
    let drawn = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="30" fill="#00594c"/><path d="M22 44V20l20 24V20" fill="none" stroke="#fff" stroke-width="6"/></svg>"##;
    dressed(layout, Mark::default(), Mark { image: Some(image(drawn, 64, 64)), ..Mark::default() })
}

/// The layout with the source's letter on a colour of its own.
pub fn letter(layout: &Layout) -> Layout {
    let accent = "#7c3aed".parse().ok();
    dressed(layout, Mark::default(), Mark { accent, ..Mark::default() })
}

fn dressed(layout: &Layout, of_tenant: Mark, of_source: Mark) -> Layout {
    let mut layout = layout.clone();
    if let Some(tenant) = &mut layout.tenant {
        tenant.mark = of_tenant;
    }
    if let Some(source) = &mut layout.source {
        source.mark = of_source;
    }
    layout
}

fn logo(colour: &str, word: &str, width: u16) -> Image {
    let style = "font-family=\"sans-serif\" font-weight=\"700\" font-size=\"32\"";
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} 48\">\
         <text x=\"4\" y=\"35\" fill=\"{colour}\" {style} textLength=\"{}\">{word}</text></svg>",
        width - 8
    );
    image(&svg, width, 48)
}

fn image(svg: &str, width: u16, height: u16) -> Image {
    Image { src: format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg)), width, height }
}
