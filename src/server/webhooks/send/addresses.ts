import { BlockList, isIP } from 'node:net';

/** Addresses that webhooks must not go to: this machine, private networks, metadata services, and tunnels to these. */

const REFUSED_V4: [network: string, prefix: number][] = [
  ['0.0.0.0', 8], // this host
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, metadata
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
];

/** Only global unicast is public. Mapped, NAT64, unique local and link-local addresses lie outside of it. */
const PUBLIC_V6: [network: string, prefix: number] = ['2000::', 3];
const REFUSED_V6: [network: string, prefix: number][] = [
  ['2001::', 23], // Teredo, benchmarks, ORCHID
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: an IPv4 address inside
  ['3fff::', 20], // documentation
];

const refusedV4 = new BlockList();
for (const [network, prefix] of REFUSED_V4) refusedV4.addSubnet(network, prefix, 'ipv4');
const publicV6 = new BlockList();
publicV6.addSubnet(...PUBLIC_V6, 'ipv6');
const refusedV6 = new BlockList();
for (const [network, prefix] of REFUSED_V6) refusedV6.addSubnet(network, prefix, 'ipv6');

/** Whether it is an address at all, and one of the public internet. */
export function isPublicAddress(address: string): boolean {
  const [bare] = address.split('%'); // a zone
  switch (isIP(bare!)) {
    case 4:
      return !refusedV4.check(bare!, 'ipv4');
    case 6:
      return publicV6.check(bare!, 'ipv6') && !refusedV6.check(bare!, 'ipv6');
    default:
      return false;
  }
}
