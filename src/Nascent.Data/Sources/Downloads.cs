using System.Collections.Immutable;

namespace Nascent.Data.Sources;

/// <summary>The addresses and published checksums of the data sets that are not shipped.</summary>
internal static class Downloads
{
    /// <summary>Fashion-MNIST, from its authors.</summary>
    public static readonly ImmutableArray<DownloadFile> FashionMnist =
    [
        Fashion("train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
        Fashion("train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe"),
        Fashion("t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79"),
        Fashion("t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310"),
    ];

    /// <summary>MNIST, from two mirrors.</summary>
    public static readonly ImmutableArray<DownloadFile> Mnist =
    [
        Digits("train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
        Digits("train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432"),
        Digits("t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3"),
        Digits("t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c"),
    ];

    /// <summary>CIFAR-10 in its binary version, from its authors.</summary>
    public static readonly ImmutableArray<DownloadFile> Cifar10 =
        [new("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530", new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"))];

    private static DownloadFile Fashion(string name, string md5) => new(name, md5,
        new Uri("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/" + name),
        new Uri("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/" + name));

    private static DownloadFile Digits(string name, string md5) => new(name, md5,
        new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/" + name),
        new Uri("https://storage.googleapis.com/cvdf-datasets/mnist/" + name));
}
