using System.Reflection;
using System.Xml.Linq;

namespace Nascent.Packages.Tests;

/// <summary>The compiler asks for a comment on each public member, and this for one on what it does not ask for: the members that a record declares in its first line.</summary>
public sealed class DocumentationTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Packages => [.. Repository.Libraries];

    [Theory]
    [MemberData(nameof(Packages))]
    public void What_a_record_declares_in_its_first_line_is_documented(string package)
    {
        var assembly = Assembly.Load(package);
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, "xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, ParametersOf, StringComparer.Ordinal);
        var missing = from type in assembly.GetExportedTypes()
                      from parameter in DeclaredBy(type)
                      where !documented[$"T:{type.FullName!.Replace('+', '.')}"].Contains(parameter)
                      select $"{type.FullName}: /// <param name=\"{parameter}\">";
        missing.ShouldBeEmpty();
    }

    private static HashSet<string> ParametersOf(XElement member) =>
        [.. member.Elements("param").Where(element => element.Value.Trim().Length > 0 || element.HasElements).Select(element => element.Attribute("name")!.Value)];

    /// <summary>The parameters of a record's primary constructor, which are the ones that <c>Deconstruct</c> gives back, without those that its base has documented.</summary>
    private static IEnumerable<string> DeclaredBy(Type type) =>
        from method in type.GetMethods(Declared)
        where method.Name == "Deconstruct"
        from parameter in method.GetParameters()
        where type.GetProperty(parameter.Name!, Declared) is not null
        select parameter.Name;
}
