/** What the manifest promises and the project has to keep: icons of their size, pages, functions. */
import { addressesOf } from './validateResources.mjs';
import { attribute, below, finding, newestOverrides } from './validateXml.mjs';

/** Pixels; the two icons that stand outside <Resources>. */
const OWN_SIZES = { IconUrl: 64, HighResolutionIconUrl: 128 };

/**
 * `around`: { readAsset(path): Buffer | null, hasPage(path): boolean, functions: string[] }, paths as in an address ("/assets/…").
 */
export function checkAround(root, around) {
  const overrides = newestOverrides(root);
  const addresses = addressesOf(root).filter(({ url }) => URL.canParse(url));
  return [
    ...(overrides ? checkImages(overrides, around) : []),
    ...addresses
      .filter(({ element }) => isOwnIcon(element))
      .flatMap(({ element, url }) => checkImage(element, url, OWN_SIZES[iconName(element)], around)),
    ...addresses
      .filter(({ element }) => !isPicture(element))
      .flatMap(({ element, url }) => checkPage(element, url, around)),
    ...(overrides
      ? below(overrides, 'LaunchEvent').flatMap((event) =>
          checkFunction(event, attribute(event, 'FunctionName'), around),
        )
      : []),
    ...(overrides
      ? below(overrides, 'FunctionName').flatMap((name) => checkFunction(name, name.textContent.trim(), around))
      : []),
  ];
}

const iconName = (element) => (element.localName === 'Override' ? element.parentNode.localName : element.localName);
const isOwnIcon = (element) => iconName(element) in OWN_SIZES;
const isPicture = (element) => isOwnIcon(element) || iconName(element) === 'Image';

function checkImages(overrides, around) {
  const [resources] = below(overrides, 'Images');
  const urls = new Map(
    resources
      ? below(resources, 'Image').map((image) => [attribute(image, 'id'), attribute(image, 'DefaultValue')])
      : [],
  );
  return below(overrides, 'Image')
    .filter((image) => image.hasAttribute('resid'))
    .flatMap((image) => {
      const url = urls.get(attribute(image, 'resid')) ?? '';
      const pixels = Number(attribute(image, 'size')) * Number(attribute(image, 'scale') || 1);
      return URL.canParse(url) ? checkImage(image, url, pixels, around) : [];
    });
}

function checkImage(element, url, pixels, around) {
  const { pathname } = new URL(url);
  const bytes = around.readAsset(decodeURIComponent(pathname));
  if (bytes === null) return [finding(element, `The icon ${pathname} does not exist.`)];
  const size = pngSize(bytes);
  if (size === null) return [finding(element, `The icon ${pathname} is no PNG.`)];
  const right = size.width === pixels && size.height === pixels;
  return right
    ? []
    : [
        finding(
          element,
          `The icon ${pathname} has ${size.width} × ${size.height} pixels instead of ${pixels} × ${pixels}.`,
        ),
      ];
}

/** PNG (RFC 2083 4.1.1): the first chunk is IHDR, width and height are its first eight bytes. */
function pngSize(bytes) {
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG' || bytes.toString('latin1', 12, 16) !== 'IHDR')
    return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function checkPage(element, url, around) {
  const { pathname } = new URL(url);
  return around.hasPage(pathname) ? [] : [finding(element, `No page of this project is served at ${pathname}.`)];
}

function checkFunction(element, name, around) {
  if (name === '' || around.functions.includes(name)) return [];
  return [finding(element, `The function "${name}" is associated by none of our scripts, so nothing would happen.`)];
}
