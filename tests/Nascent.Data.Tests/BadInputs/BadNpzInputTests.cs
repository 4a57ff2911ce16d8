namespace Nascent.Data.Tests.BadInputs;

public sealed class BadNpzInputTests : IDisposable
{
    private static readonly byte[] TenLabels = SampleFiles.Npy<byte>("|u1", "10,", 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Error(params (string Name, byte[] Npy)[] arrays)
    {
        _folder.Write("a.npz", SampleFiles.Npz(arrays));
        return Load.Error(_folder, "a.npz");
    }

    [Fact]
    public void Arrays_under_other_names_are_listed() =>
        Error(("left", TenLabels), ("right", TenLabels)).ShouldBe("a.npz: found no inputs (the arrays are left, right), expected x and y, images and labels, or x_train and y_train (and _val, _test).");

    [Fact]
    public void Inputs_without_targets_say_what_is_looked_for() =>
        Error(("x_train", TenLabels)).ShouldBe("a.npz: found 'x_train' but no targets for it such as 'y_train' (the arrays are x_train), expected x and y, images and labels, or x_train and y_train (and _val, _test).");

    [Fact]
    public void Targets_that_do_not_match_the_inputs_are_counted() =>
        Error(("x", SampleFiles.Npy("|u1", "9, 2, 2", new byte[36])), ("y", TenLabels)).ShouldBe("a.npz, y: found 10 targets, expected 9, one for each sample of a.npz, x.");

    [Fact]
    public void Python_objects_are_never_unpickled() =>
        Error(("x", SampleFiles.NpyBytes("|O", "10, 2", new byte[10])), ("y", TenLabels)).ShouldBe("a.npz, x: found Python objects, expected numbers or texts; save the array with a plain dtype.");

    [Fact]
    public void Fortran_order_is_refused() =>
        Error(("x", SampleFiles.NpyBytes("|u1", "10, 2", new byte[20], "True")), ("y", TenLabels)).ShouldBe("a.npz, x: found an array in Fortran order, expected C order; save numpy.ascontiguousarray of it.");

    [Fact]
    public void Complex_numbers_are_refused() =>
        Error(("x", SampleFiles.NpyBytes("<c16", "10, 2", new byte[320])), ("y", TenLabels)).ShouldBe("a.npz, x: found values of dtype '<c16', expected integers, floats, booleans or texts.");

    [Fact]
    public void A_header_that_claims_more_than_memory_holds_is_refused_before_anything_is_allocated() =>
        Error(("x", SampleFiles.NpyBytes("<f8", "4000000000, 4000000000", [])), ("y", TenLabels)).ShouldStartWith("a.npz, x: the header claims 2147483647×2147483647 values, expected at most");

    [Fact]
    public void A_truncated_array_says_how_much_there_is() =>
        Error(("x", SampleFiles.Npy("|u1", "10, 2", new byte[15])), ("y", TenLabels)).ShouldBe("a.npz, x: found 15 bytes of values, expected 20 by the header; the file is truncated.");

    [Fact]
    public void A_member_that_is_no_array_says_so() =>
        Error(("x", "hello, numpy"u8.ToArray()), ("y", TenLabels)).ShouldBe("a.npz, x: found the first bytes 68656C6C6F2C, expected an array as NumPy saves it.");

    [Fact]
    public void Pixels_out_of_range_are_refused() =>
        Error(("x", SampleFiles.Npy("<f4", "10, 1, 2", Enumerable.Range(0, 20).Select(i => i - 10f).ToArray())), ("y", TenLabels)).ShouldBe("a.npz, x: found the pixel -10, expected 0 to 255, or 0 to 1 throughout; undo what was done to the images.");

    [Fact]
    public void Five_channels_are_no_image() =>
        Error(("x", SampleFiles.Npy("|u1", "10, 4, 4, 5", new byte[800])), ("y", TenLabels)).ShouldBe("a.npz, x: found shape (10, 4, 4, 5), expected images with 1 or 3 channels, first or last.");

    [Fact]
    public void A_number_that_is_not_finite_names_its_sample() =>
        Error(("x", SampleFiles.Npy("<f4", "10, 2", Enumerable.Range(0, 20).Select(i => i == 7 ? float.PositiveInfinity : i).ToArray())), ("y", TenLabels)).ShouldBe("a.npz sample 4, column 'x2': found Infinity, expected a finite number.");

    [Fact]
    public void A_file_that_is_no_archive_says_so()
    {
        _folder.Write("a.npz", "no archive at all");
        Load.Error(_folder, "a.npz").ShouldBe("a.npz: found a damaged or truncated archive or a file of another kind, expected .npz as numpy.savez writes it.");
    }
}
