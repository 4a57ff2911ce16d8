using System.Buffers.Binary;
using System.Text;

namespace Nascent.Torch.Native;

/// <summary>The versions of other libraries' symbols that an ELF file asks for, and a way to make one of them optional.</summary>
/// <remarks>
/// The section <c>.gnu.version_r</c> holds a list of libraries (<c>Elf64_Verneed</c>), each with a list of versions
/// (<c>Elf64_Vernaux</c>). The loader refuses a file that asks for a version that its library lacks, unless the entry carries
/// <c>VER_FLG_WEAK</c>. See the Linux Standard Base, "Symbol Versioning".
/// </remarks>
public static class VersionNeeds
{
    private const uint SectionOfVersionNeeds = 0x6ffffffe;
    private const ushort Weak = 0x2;

    /// <summary>Marks every need for a version as weak, in place, so that the loader accepts a library without it.</summary>
    /// <param name="elf">A whole 64-bit little-endian ELF file.</param>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>How many entries ask for that version; those that were weak before included.</returns>
    /// <exception cref="InvalidDataException">The bytes are no such file, or end early.</exception>
    public static int MakeWeak(Span<byte> elf, string version)
    {
        if (elf.Length < 64 || !elf[..4].SequenceEqual("\u007fELF"u8) || elf[4] != 2 || elf[5] != 1)
            throw new InvalidDataException("Not a 64-bit little-endian ELF file.");
        try
        {
            var (table, sectionSize, sections) = (Offset(elf, 0x28), UInt16(elf, 0x3a), UInt16(elf, 0x3c));
            for (var i = 0; i < sections; i++)
            {
                var section = table + (i * sectionSize);
                if (UInt32(elf, section + 4) != SectionOfVersionNeeds)
                    continue;
                var names = Offset(elf, table + ((int)UInt32(elf, section + 40) * sectionSize) + 24);
                return MarkEntries(elf, Offset(elf, section + 24), (int)UInt32(elf, section + 44), names, Encoding.ASCII.GetBytes(version + "\0"));
            }

            return 0;
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The ELF file ends early, or its tables point outside it.", error);
        }
    }

    private static int MarkEntries(Span<byte> elf, int need, int libraries, int names, ReadOnlySpan<byte> version)
    {
        var found = 0;
        for (var i = 0; i < libraries; i++)
        {
            var entry = need + (int)UInt32(elf, need + 8);
            for (var left = UInt16(elf, need + 2); left > 0; left--)
            {
                if (elf[(names + (int)UInt32(elf, entry + 8))..].StartsWith(version))
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(elf[(entry + 4)..], (ushort)(UInt16(elf, entry + 4) | Weak));
                    found++;
                }

                entry += (int)UInt32(elf, entry + 12);
            }

            need += (int)UInt32(elf, need + 12);
        }

        return found;
    }

    private static ushort UInt16(ReadOnlySpan<byte> elf, int at) => BinaryPrimitives.ReadUInt16LittleEndian(elf[at..]);

    private static uint UInt32(ReadOnlySpan<byte> elf, int at) => BinaryPrimitives.ReadUInt32LittleEndian(elf[at..]);

    private static int Offset(ReadOnlySpan<byte> elf, int at) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(elf[at..]));
}
